package dev.autopack.modelintel.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.modelintel.audit.AuditCatalog;
import dev.autopack.modelintel.audit.Baseline.Spot;
import dev.autopack.modelintel.audit.CatalogEntry;
import dev.autopack.modelintel.audit.Replacement;
import dev.autopack.modelintel.catalog.ModelId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditFilesTest {

    private static final String GLM = """
            {"model_id": "glm-4.6", "provider": "zhipu", "family": "glm", "display_name": "GLM 4.6",
             "is_deprecated": false, "deprecated_on": "2026-09-30", "aliases": ["glm-tidy"],
             "replacement": "glm-4.7", "replacement_source": "recommendation 3", "of_a_later_version": 1}""";

    @TempDir
    private Path directory;

    @Test
    void anExportedCatalogIsRead() throws IOException {
        AuditCatalog catalog = CatalogFile.read(file("{\"models\": [" + GLM + "]}"));
        CatalogEntry entry = catalog.find("GLM-Tidy").orElseThrow();
        assertThat(entry.model().id()).isEqualTo(ModelId.of("glm-4.6"));
        assertThat(entry.deprecated(LocalDate.of(2026, 9, 29))).isFalse();
        assertThat(entry.deprecated(LocalDate.of(2026, 9, 30))).isTrue();
        assertThat(entry.replacement()).contains(new Replacement(ModelId.of("glm-4.7"), "recommendation 3"));
    }

    @Test
    void aModelThatIsThereTwiceIsRefused() throws IOException {
        Path file = file("{\"models\": [" + GLM + ",\n" + GLM + "]}");
        assertThatThrownBy(() -> CatalogFile.read(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("the model glm-4.6 stands in line 1 already");
    }

    @Test
    void aReplacementNeedsSomebodyWhoSaysSo() throws IOException {
        Path file = file("{\"models\": [" + GLM.replace("\"replacement_source\": \"recommendation 3\", ", "") + "]}");
        assertThatThrownBy(() -> CatalogFile.read(file)).hasMessageContaining("replacement_source is missing");
    }

    @Test
    void aBaselineIsRead() throws IOException {
        Path file = file("{\"accepted\": [{\"path\": \"a\\nb.py\", \"name\": \"glm-4.6\", \"count\": 2}]}");
        assertThat(BaselineFile.read(file).accepted()).hasSize(1).containsEntry(new Spot("a\nb.py", "glm-4.6"), 2);
    }

    @Test
    void aBaselineThatAcceptsLessThanOneIsRefused() throws IOException {
        Path file = file("{\"accepted\": [{\"path\": \"a.py\", \"name\": \"glm-4.6\", \"count\": 0}]}");
        assertThatThrownBy(() -> BaselineFile.read(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("The baseline accepts 0 of glm-4.6 in a.py.");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("file.json"), text);
    }
}
