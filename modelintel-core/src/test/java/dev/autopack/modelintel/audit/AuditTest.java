package dev.autopack.modelintel.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditTest {

    private final Match old = match("a.py", 1, "glm-4.6", NameStatus.DEPRECATED, Optional.empty());
    private final Match oldAgain = match("a.py", 2, "glm-4.6", NameStatus.DEPRECATED, Optional.empty());
    private final Match allowed = match("a.py", 3, "glm-4.6", NameStatus.DEPRECATED, Optional.of(Acceptance.INLINE));
    private final Match alias = match("b.py", 1, "glm-tidy", NameStatus.DEPRECATED, Optional.empty());
    private final Match current = match("b.py", 2, "glm-4.7", NameStatus.CURRENT, Optional.empty());
    private final Audit audit = new Audit(2, 0, 0, List.of(current, alias, allowed, oldAgain, old), List.of());

    @Test
    void matchesAreInTheOrderOfTheirPosition() {
        assertThat(audit.matches()).containsExactly(old, oldAgain, allowed, alias, current);
    }

    @Test
    void aDeprecatedModelFailsUnlessAccepted() {
        assertThat(audit.failures(List.of(), true)).containsExactly(old, oldAgain, alias);
    }

    @Test
    void aNamedModelFailsUnderAllItsNames() {
        assertThat(audit.failures(List.of("GLM-4.6"), false)).containsExactly(old, oldAgain, alias);
        assertThat(audit.failures(List.of("glm-4.7"), false)).containsExactly(current);
        assertThat(audit.failures(List.of("glm-4"), true)).containsExactly(old, oldAgain, alias);
        assertThat(audit.failures(List.of("glm-4"), false)).isEmpty();
    }

    @Test
    void aFilterLooksAtBothNames() {
        assertThat(audit.filteredBy("4.6").matches()).containsExactly(old, oldAgain, allowed, alias);
        assertThat(audit.filteredBy("TIDY").matches()).containsExactly(alias);
    }

    @Test
    void aBaselineAcceptsWhatWasThereAndNoMore() {
        Baseline baseline = Baseline.of(List.of(old, allowed));
        assertThat(baseline.accepted()).hasSize(1).containsEntry(new Baseline.Spot("a.py", "glm-4.6"), 1);
        assertThat(audit.accepting(baseline).failures(List.of(), true)).containsExactly(oldAgain, alias);
    }

    @Test
    void aBaselineOfAllFailsNothing() {
        assertThat(audit.accepting(Baseline.of(audit.matches())).failures(List.of("glm-4.7"), true))
                .isEmpty();
    }

    private static Match match(String path, int line, String name, NameStatus status, Optional<Acceptance> acceptance) {
        return new Match(path, line, 1, name, Catalogs.SMALL.find(name), status, Place.CODE, acceptance);
    }
}
