package dev.autopack.modelintel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CostChartTest {

    private static final double LEFT = 0.22;
    private static final double RIGHT = 0.97;

    @Test
    void costGrowsByTheLogarithmToTheRightAndSuccessUpwards() throws JsonProcessingException {
        JsonNode points = chart("dear", point("cheap", 0.01, 0.3), point("middling", 0.1, 0.5), point("dear", 1, 0.7))
                .path("points");

        assertThat(points)
                .extracting(place -> place.path("model").asText())
                .containsExactly("cheap", "middling", "dear");
        assertThat(points.get(0).path("x").asDouble()).isEqualTo(LEFT, within(1e-9));
        assertThat(points.get(1).path("x").asDouble()).isEqualTo((LEFT + RIGHT) / 2, within(1e-9));
        assertThat(points.get(2).path("x").asDouble()).isEqualTo(RIGHT, within(1e-9));
        assertThat(points)
                .extracting(place -> place.path("y").asDouble())
                .satisfiesExactly(
                        y -> assertThat(y).isEqualTo(0.9, within(1e-9)),
                        y -> assertThat(y).isEqualTo(0.48, within(1e-9)),
                        y -> assertThat(y).isEqualTo(0.06, within(1e-9)));
    }

    @Test
    void theAxesHaveRoundNumbersWithinTheirReach() throws JsonProcessingException {
        assertThat(costs(0.03, 0.4)).containsExactly("0.05", "0.1", "0.2");
        assertThat(costs(0.03, 0.09)).containsExactly("0.03", "0.04", "0.05", "0.06", "0.07", "0.08", "0.09");
        assertThat(costs(0, 2.5)).containsExactly("0.00001", "0.0001", "0.001", "0.01", "0.1", "1");
        assertThat(costs(0.0111, 0.0189)).containsExactly("0.0111", "0.0189");
        assertThat(costs(0.0131, 0.0131)).containsExactly("0.0131");
        assertThat(chart("a", point("a", 0.03, 0.31), point("b", 0.4, 0.55)).path("rates"))
                .extracting(rate -> rate.path("rate").asDouble())
                .containsExactly(0.3, 0.4, 0.5, 0.6);
    }

    private static List<String> costs(double cheapest, double dearest) throws JsonProcessingException {
        List<String> costs = new ArrayList<>();
        chart("a", point("a", cheapest, 0.31), point("b", dearest, 0.55))
                .path("costs")
                .forEach(cost -> costs.add(cost.path("usd").asText()));
        return costs;
    }

    @Test
    void theNameOfTheCurrentModelStaysWithinThePicture() throws JsonProcessingException {
        for (String current : List.of("cheap", "dear")) {
            JsonNode points = chart(current, point("cheap", 0.01, 0.3), point("dear", 1, 0.7))
                    .path("points");
            assertThat(points)
                    .filteredOn(place -> place.path("below").asBoolean())
                    .singleElement()
                    .satisfies(place ->
                            assertThat(place.path("leftwards").asBoolean()).isEqualTo(current.equals("dear")));
        }
    }

    @Test
    void namesDoNotCoverEachOtherButTheCurrentModelIsAlwaysNamed() throws JsonProcessingException {
        JsonNode points = chart(
                        "alike",
                        point("low", 0.1, 0.300),
                        point("alike", 0.2, 0.303),
                        point("too", 0.3, 0.306),
                        point("high", 0.4, 0.4))
                .path("points");

        assertThat(points)
                .filteredOn(place -> place.path("named").asBoolean())
                .extracting(place -> place.path("model").asText())
                .containsExactly("low", "alike", "high");
        assertThat(points)
                .extracting(place -> place.path("kind").asText())
                .containsExactly("front", "current", "front", "front");
    }

    @Test
    void thereIsNoPictureOfOneModel() throws JsonProcessingException {
        assertThat(chart("a", point("a", 0.03, 0.31)).isMissingNode()).isTrue();
    }

    private static String point(String model, double usd, double rate) {
        return "{'model': '%s', 'usd_per_task': %s, 'success_rate': %s}".formatted(model, usd, rate);
    }

    private static JsonNode chart(String current, String... front) throws JsonProcessingException {
        JsonNode document = new ObjectMapper()
                .readTree("{'current_model': '%s', 'sensitivity': {'pareto_front': [%s], 'dominated': []}}"
                        .formatted(current, String.join(", ", front))
                        .replace('\'', '"'));
        CostChart.addTo(document);
        return document.path("sensitivity").path("chart");
    }
}
