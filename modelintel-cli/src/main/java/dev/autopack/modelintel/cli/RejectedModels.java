package dev.autopack.modelintel.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autopack.modelintel.candidate.Rejection;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The models that were turned down: all of them as {@code rejected}, and what a report tells as {@code rejected_summary}. */
final class RejectedModels {

    /** Of more models than this that were turned down for the like reason, reports name the first few. */
    private static final int MOST_ALIKE = 25;

    private static final int FEW_ALIKE = 3;
    private static final Pattern FIGURE = Pattern.compile("[0-9][0-9.,]*");

    private RejectedModels() {}

    static void put(ObjectNode document, List<Rejection> rejections) {
        ArrayNode rejected = document.putArray("rejected");
        for (Rejection rejection : rejections) {
            rejected.addObject().put("model", rejection.model().value()).put("reason", rejection.reason());
        }
        ArrayNode told = document.putArray("rejected_summary");
        rejections.stream()
                .collect(Collectors.groupingBy(
                        rejection -> FIGURE.matcher(rejection.reason()).replaceAll("#"),
                        TreeMap::new,
                        Collectors.toList()))
                .values()
                .forEach(alike -> tell(told, alike));
    }

    /** Of many that were turned down for the like reason, the first few. */
    private static void tell(ArrayNode told, List<Rejection> alike) {
        int shown = alike.size() > MOST_ALIKE ? FEW_ALIKE : alike.size();
        for (int i = 0; i < shown; i++) {
            ObjectNode node = told.addObject();
            node.put("model", alike.get(i).model().value())
                    .put("reason", alike.get(i).reason());
            if (i == shown - 1 && shown < alike.size()) {
                node.put("others", alike.size() - shown);
            }
        }
    }
}
