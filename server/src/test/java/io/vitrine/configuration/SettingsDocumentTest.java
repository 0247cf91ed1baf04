package io.vitrine.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingsDocumentTest {
    /** Run with {@code -Dvitrine.write-documents=true}, as {@code ./dev fmt} does, to write the page anew. */
    @Test
    void thePageOfTheSettingsSaysWhatTheCodeDeclares() throws IOException {
        Path page = Path.of("../docs/configuration.md");
        if (Boolean.getBoolean("vitrine.write-documents")) {
            Files.createDirectories(Path.of("../docs"));
            Files.writeString(page, SettingsDocument.markdown());
        }
        assertThat(page).hasContent(SettingsDocument.markdown());
    }
}
