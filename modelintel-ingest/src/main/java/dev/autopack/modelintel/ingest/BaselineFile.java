package dev.autopack.modelintel.ingest;

import dev.autopack.modelintel.audit.Baseline;
import dev.autopack.modelintel.audit.Baseline.Spot;
import dev.autopack.modelintel.ingest.Value.Sequence;
import java.nio.file.Path;
import java.util.TreeMap;

/** A baseline as {@code modelintel audit --write-baseline} writes it. */
public final class BaselineFile {

    private BaselineFile() {}

    /** @throws BadInputException if the file is missing or no baseline, or accepts a name in a file twice */
    public static Baseline read(Path file) {
        Fields document = Fields.of("", JsonReader.read(SourceText.read(file)));
        if (!(document.required("accepted") instanceof Sequence accepted)) {
            throw document.bad("accepted", "is no list", "write the baseline anew with --write-baseline");
        }
        document.refuseOthers();
        Once once = new Once();
        TreeMap<Spot, Integer> counts = new TreeMap<>();
        for (int i = 0; i < accepted.items().size(); i++) {
            Fields fields =
                    Fields.of("accepted[" + (i + 1) + "]", accepted.items().get(i));
            Spot spot = new Spot(fields.prose("path"), fields.text("name"));
            once.check(fields.at(), spot.name() + " in " + Printable.quote(spot.path()), spot);
            counts.put(spot, fields.whole("count"));
            fields.refuseOthers();
        }
        return document.made(() -> new Baseline(counts));
    }
}
