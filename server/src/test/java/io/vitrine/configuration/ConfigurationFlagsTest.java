package io.vitrine.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class ConfigurationFlagsTest {
    private final CommandLine command = command();

    @Test
    void flagsThatWereGivenAreCollectedByName() {
        assertThat(ConfigurationFlags.given(
                        command.parseArgs("--port", "9090", "--data-dir=/srv/vitrine", "--config", "x.yaml")))
                .isEqualTo(Map.of("port", "9090", "data-dir", "/srv/vitrine", "config", "x.yaml"));
        assertThat(ConfigurationFlags.given(command.parseArgs())).isEmpty();
    }

    @Test
    void everySettingIsInTheHelp() {
        assertThat(command.getUsageMessage())
                .contains(Settings.ALL.stream().map(Setting::flag).toList());
    }

    @Test
    void anUnknownFlagIsRefused() {
        assertThatThrownBy(() -> command.parseArgs("--prot", "1")).hasMessageContaining("--prot");
    }

    private static CommandLine command() {
        CommandSpec spec = CommandSpec.create().name("serve");
        ConfigurationFlags.addTo(spec);
        return new CommandLine(spec);
    }
}
