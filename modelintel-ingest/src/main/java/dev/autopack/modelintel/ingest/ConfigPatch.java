package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.catalog.ModelId;
import dev.autopack.modelintel.usecase.ConfigPath;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A change of {@code models.yaml} that is proposed and not made: the file itself is never written. */
public final class ConfigPatch {

    private final Path file;
    private final List<ModelEdit> edits;
    private final String diff;
    private final List<String> notes;

    private ConfigPatch(Path file, List<ModelEdit> edits, String diff, List<String> notes) {
        this.file = file;
        this.edits = List.copyOf(edits);
        this.diff = diff;
        this.notes = List.copyOf(notes);
    }

    /**
     * Prepares the change.
     *
     * @throws BadInputException if a place does not name the model that it must, names the other one already, is to be
     *     changed twice, or cannot be changed without changing something else too
     */
    static ConfigPatch of(Path file, List<ModelEdit> edits) {
        SourceText source = SourceText.read(file);
        ModelsFile models = ModelsFile.read(source);
        refuseSamePlace(edits);
        List<String> notes = new ArrayList<>();
        SourceText text = source;
        for (ModelEdit edit : edits) {
            requireCurrent(models, edit);
            SourceText edited = ScalarEdit.replace(text, edit.path(), edit.to().value());
            notes.addAll(new EditedPlace(text, edited).notes(edit, models));
            text = edited;
        }
        return new ConfigPatch(file, edits, UnifiedDiff.of(file, source.bytes(), text.bytes()), notes);
    }

    /**
     * The change as a unified diff. Write it out in UTF-8 and without touching line ends: {@code git apply} compares
     * bytes. Its paths are relative to the root of the git work tree that holds the file, or just {@code models.yaml}
     * outside of one.
     */
    public String diff() {
        return diff;
    }

    /** What a person should know about the edited places: comments that would be wrong, aliases that stay. */
    public List<String> notes() {
        return notes;
    }

    /**
     * Makes the change as the one commit of a new branch that begins at the HEAD of the file's git repository. Work tree,
     * index and HEAD stay as they are, and nothing is pushed.
     *
     * @param branch its name, without {@code refs/heads/}
     * @param message the message of the commit
     * @param when the time of the commit
     * @return the id of the commit
     * @throws BadInputException if the file is in no git repository with a work tree and a commit, differs from HEAD, or
     *     there is such a branch already or cannot be one
     */
    public String commitTo(String branch, String message, Instant when) {
        return new ConfigBranch(file, branch).commit(message, when, this::edited);
    }

    private SourceText edited(SourceText committed) {
        SourceText text = committed;
        for (ModelEdit edit : edits) {
            text = ScalarEdit.replace(text, edit.path(), edit.to().value());
        }
        return text;
    }

    private static void refuseSamePlace(List<ModelEdit> edits) {
        Map<ConfigPath, ModelId> seen = new HashMap<>();
        for (ModelEdit edit : edits) {
            ModelId other = seen.putIfAbsent(edit.path(), edit.to());
            if (other != null) {
                throw new BadInputException(edit.path() + " is to name " + other + " and " + edit.to()
                        + " at once. Maybe choose one of the two recommendations.");
            }
        }
    }

    private static void requireCurrent(ModelsFile models, ModelEdit edit) {
        ModelId current = models.current(edit.path());
        String found = models.source().name() + ": " + edit.path() + " names " + current;
        if (!isSameName(current, edit.from())) {
            throw new BadInputException(found + " and no longer " + edit.from()
                    + ". Maybe the configuration was changed since: recommend anew.");
        }
        if (isSameName(current, edit.to())) {
            throw new BadInputException(found + " already. Maybe the patch was applied before.");
        }
    }

    /** As everywhere, names are compared without regard to case. */
    private static boolean isSameName(ModelId one, ModelId other) {
        return one.value().equalsIgnoreCase(other.value());
    }
}
