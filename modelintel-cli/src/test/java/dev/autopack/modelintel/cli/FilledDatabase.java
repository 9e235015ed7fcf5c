package dev.autopack.modelintel.cli;

import dev.autopack.modelintel.testkit.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each who asks a copy of a database that was filled once, by our own configuration and the demo's telemetry. */
final class FilledDatabase implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestDatabase.class;
    }

    @Override
    public TestDatabase resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(FilledDatabase.class))
                .computeIfAbsent(Original.class, key -> Original.fill(), Original.class)
                .database()
                .copy();
    }

    /** Dropped when all tests are done. */
    private record Original(TestDatabase database) implements AutoCloseable {

        static Original fill() {
            try {
                Workspace workspace = new Workspace(TestDatabase.fresh(), Path.of("../config"));
                workspace.fill();
                return new Original(workspace.database());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            database.close();
        }
    }
}
