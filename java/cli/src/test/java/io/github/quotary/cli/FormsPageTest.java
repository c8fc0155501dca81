package io.github.quotary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.quotary.evidence.form.Form;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page of forms is the table of forms; renewed with {@code -Dquotary.golden=write}. */
class FormsPageTest {
  private static final Path PAGE = Path.of("../evidence/FORMS.md");

  @Test
  void thePageIsTheTable() throws IOException {
    StringBuilder page =
        new StringBuilder(
            """
            # Forms of inputs

            What `quotary` and `io.github.quotary.evidence.form.EvidenceReader` read. A form is
            recognised from the bytes, also inside of another form. Several readings of one input
            are an error that names them. The same table: `quotary help inputs`.

            | form | what it is | recognised by | example |
            |---|---|---|---|
            """);
    for (Form form : Form.values()) {
      page.append("| ")
          .append(form.title())
          .append(" | ")
          .append(form.description())
          .append(" | ")
          .append(form.recognisedBy())
          .append(" | ")
          .append(form.example().isEmpty() ? "" : "`" + form.example() + "`")
          .append(" |\n");
    }
    if ("write".equals(System.getProperty("quotary.golden"))) {
      Files.writeString(PAGE, page);
    }
    assertEquals(Files.readString(PAGE), page.toString());
  }
}
