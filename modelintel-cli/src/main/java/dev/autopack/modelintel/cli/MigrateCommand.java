package dev.autopack.modelintel.cli;

import dev.autopack.modelintel.store.Migration;
import dev.autopack.modelintel.store.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

@Command(name = "migrate", description = "Creates the schema, or upgrades it.")
final class MigrateCommand implements Runnable {

    @ParentCommand
    private Modelintel modelintel;

    @Mixin
    private FormatOption format;

    @Override
    public void run() {
        Migration migration = modelintel.withStore(Store::migrate);
        modelintel.print(Rendering.render(Documents.migration(migration), format.format(), "migrate"));
    }
}
