package dev.autopack.modelintel.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autopack.modelintel.backtest.BacktestReport;
import dev.autopack.modelintel.backtest.Calibration;
import java.util.Set;

/** What a backtest came to. */
final class BacktestDocuments {

    private BacktestDocuments() {}

    /** @param unrecognised names in the files that are none of the models that ran */
    static ObjectNode backtest(BacktestReport report, Set<String> unrecognised) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode cells = document.putArray("cells");
        for (BacktestReport.Cell cell : report.cells()) {
            cells.addObject()
                    .put("complexity", Documents.lower(cell.complexity()))
                    .put("tried", cell.tried())
                    .put("strategy", cell.strategy().label())
                    .put("regret", cell.regret())
                    .put("regret_se", cell.regretSe());
        }
        ObjectNode means = document.putObject("mean_regret");
        report.meanRegret().forEach((strategy, regret) -> means.put(strategy.label(), regret));
        document.set("calibration", calibration(report.calibration()));
        document.set("challenger_calibration", calibration(report.ofChallengers()));
        unrecognised.forEach(document.putArray("unrecognised")::add);
        return document;
    }

    private static ObjectNode calibration(Calibration calibration) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("brier", calibration.brier())
                .put("base_rate_brier", calibration.baseRateBrier())
                .put("ece", calibration.ece());
        ArrayNode bins = node.putArray("bins");
        for (Calibration.Bin bin : calibration.bins()) {
            bins.addObject()
                    .put("confidence", bin.confidence())
                    .put("observed", bin.observed())
                    .put("n", bin.n());
        }
        return node;
    }
}
