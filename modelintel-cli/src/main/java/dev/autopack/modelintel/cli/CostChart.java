package dev.autopack.modelintel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Where the models of an answer lie in a picture of cost, on a logarithmic axis to the right, and success, upwards. A place
 * is a share of the picture's width and height, from its upper left corner.
 */
final class CostChart {

    /** Names stand to the left of their points, values of the axes to the left and below. */
    private static final double LEFT = 0.22;

    private static final double RIGHT = 0.97;
    private static final double MIDDLE = (LEFT + RIGHT) / 2;
    private static final double TOP = 0.06;
    private static final double BOTTOM = 0.9;

    /** Two names closer than this, as a share of the height, would cover each other. */
    private static final double NAME_HEIGHT = 0.06;

    /** A cost of zero has no logarithm. */
    private static final double LEAST_USD = 1e-5;

    private final double cheapest;
    private final double dearest;
    /** The ends of the axis of success, in tenths. */
    private final int lowest;

    private final int highest;

    private CostChart(List<JsonNode> points) {
        this.cheapest = points.stream().mapToDouble(CostChart::usd).min().orElse(1);
        this.dearest = points.stream().mapToDouble(CostChart::usd).max().orElse(1);
        this.lowest = (int) Math.floor(
                10 * points.stream().mapToDouble(CostChart::success).min().orElse(0));
        this.highest = (int) Math.ceil(
                10 * points.stream().mapToDouble(CostChart::success).max().orElse(1));
    }

    /** Adds a {@code chart} to every answer of the document that tells cost and success of two models or more. */
    static void addTo(JsonNode document) {
        for (JsonNode answer : document.findParents("sensitivity")) {
            JsonNode sensitivity = answer.path("sensitivity");
            List<JsonNode> front = list(sensitivity.path("pareto_front"));
            List<JsonNode> beaten = list(sensitivity.path("dominated"));
            if (front.size() + beaten.size() > 1) {
                ObjectNode chart = new CostChart(
                                Stream.concat(front.stream(), beaten.stream()).toList())
                        .of(front, beaten, answer.path("current_model").asText());
                ((ObjectNode) sensitivity).set("chart", chart);
            }
        }
    }

    private ObjectNode of(List<JsonNode> front, List<JsonNode> beaten, String current) {
        ObjectNode chart = JsonNodeFactory.instance.objectNode();
        ArrayNode costs = chart.putArray("costs");
        labels().forEach(usd -> costs.addObject().put("x", x(usd.doubleValue())).put("usd", usd.toPlainString()));
        ArrayNode rates = chart.putArray("rates");
        for (int tenths = lowest; tenths <= highest; tenths++) {
            rates.addObject().put("y", y(tenths / 10.0)).put("rate", tenths / 10.0);
        }
        ArrayNode places = chart.putArray("points");
        beaten.forEach(point -> place(places, point, "beaten", false));
        double lastNamed = Double.POSITIVE_INFINITY;
        for (JsonNode point : front) { // upwards
            boolean clear = lastNamed - y(success(point)) >= NAME_HEIGHT;
            lastNamed = clear ? y(success(point)) : lastNamed;
            place(places, point, "front", clear);
        }
        for (JsonNode place : places) {
            if (place.path("model").asText().equals(current)) {
                boolean leftwards = place.path("x").asDouble() > MIDDLE;
                ((ObjectNode) place)
                        .put("kind", "current")
                        .put("named", true)
                        .put("below", true)
                        .put("leftwards", leftwards);
            }
        }
        return chart;
    }

    private void place(ArrayNode places, JsonNode point, String kind, boolean named) {
        places.addObject()
                .put("model", point.path("model").asText())
                .put("usd_per_task", point.path("usd_per_task").asDouble())
                .put("success_rate", success(point))
                .put("x", x(usd(point)))
                .put("y", y(success(point)))
                .put("kind", kind)
                .put("named", named)
                .put("below", false)
                .put("leftwards", true);
    }

    /** Round numbers along the axis of cost, the fewer the more powers of ten it spans; its ends where that leaves one. */
    private List<BigDecimal> labels() {
        double powers = Math.log10(dearest / cheapest);
        int[] digits = powers > 1.5
                ? new int[] {1}
                : powers > 0.7 ? new int[] {1, 2, 5} : new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9};
        List<BigDecimal> round = new ArrayList<>();
        for (int power = (int) Math.floor(Math.log10(cheapest)); power <= Math.log10(dearest); power++) {
            for (int digit : digits) {
                BigDecimal usd = BigDecimal.valueOf(digit).scaleByPowerOfTen(power);
                if (usd.doubleValue() >= cheapest && usd.doubleValue() <= dearest) {
                    round.add(usd);
                }
            }
        }
        return round.size() > 1
                ? round
                : DoubleStream.of(cheapest, dearest)
                        .distinct()
                        .mapToObj(usd -> BigDecimal.valueOf(usd).round(new MathContext(3)))
                        .toList();
    }

    private double x(double usd) {
        double span = Math.log(dearest / cheapest);
        return LEFT + (RIGHT - LEFT) * (span == 0 ? 0.5 : Math.log(usd / cheapest) / span);
    }

    private double y(double rate) {
        double span = highest - lowest;
        return BOTTOM - (BOTTOM - TOP) * (span == 0 ? 0.5 : (10 * rate - lowest) / span);
    }

    private static double usd(JsonNode point) {
        return Math.max(LEAST_USD, point.path("usd_per_task").asDouble());
    }

    private static double success(JsonNode point) {
        return point.path("success_rate").asDouble();
    }

    private static List<JsonNode> list(JsonNode array) {
        List<JsonNode> items = new ArrayList<>();
        array.forEach(items::add);
        return items;
    }
}
