package dev.autopack.modelintel.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autopack.modelintel.backtest.Outcome;
import dev.autopack.modelintel.catalog.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutcomesFileTest {

    private static final String HEADER = "task_id,task_group,complexity,model,provider,success,cost_usd,api_calls\n";

    @TempDir
    private Path directory;

    @Test
    void anUnknownCostStaysUnknown() throws IOException {
        OutcomesFile read = read("t1,g,low,alpha-2,x,1,0.25,7\nt1,g,low,beta-1,,0,,\n");
        assertThat(read.outcomes().get(0).costUsd().getAsDouble()).isEqualTo(0.25);
        assertThat(read.outcomes().get(1).costUsd()).isEmpty();
        assertThat(read.outcomes()).extracting(Outcome::succeeded).containsExactly(true, false);
    }

    @Test
    void aModelHasTheProviderOfTheFileElseThatOfItsName() throws IOException {
        assertThat(read("t1,g,low,alpha-2,x,1,0.25,7\nt1,g,low,beta-1,,0,,\n").models())
                .extracting(Model::provider)
                .containsExactly("x", "beta?");
    }

    @Test
    void aRunThatStandsTwiceIsRefused() {
        assertThatThrownBy(() -> read("t1,g,low,alpha-2,x,1,0.25,7\nt1,g,low,alpha-2,x,0,0.25,7\n"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("alpha-2 in t1");
    }

    @Test
    void successIsOneOrZeroOrTrueOrFalse() throws IOException {
        assertThat(read("t1,g,low,a-1,x,True,,\nt2,g,low,a-1,x,FALSE,,\nt3,g,low,a-1,x,1.0,,\n")
                        .outcomes())
                .extracting(Outcome::succeeded)
                .containsExactly(true, false, true);
        assertThatThrownBy(() -> read("t1,g,low,alpha-2,x,0.5,0.25,7\n"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("success is '0.5'. Maybe write 1 or 0, or true or false.");
    }

    private OutcomesFile read(String rows) throws IOException {
        return OutcomesFile.read(Files.writeString(directory.resolve("outcomes.csv"), HEADER + rows));
    }
}
