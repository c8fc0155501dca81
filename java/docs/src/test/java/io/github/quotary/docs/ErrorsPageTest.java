package io.github.quotary.docs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.status.RejectReason;
import io.github.quotary.status.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The catalogue has every reason, in Intel's order: what it means, and what to do. */
@Tag("any-jdk")
class ErrorsPageTest {
  private static final Path STATUS =
      Page.ROOT.resolve("java/core/src/main/java/io/github/quotary/status");

  @Test
  void theCatalogueIsTheEnum() throws IOException {
    StringBuilder page =
        new StringBuilder(
            """
            # Error catalogue

            Why a quote is rejected, in the order of Intel's checks: of two faults the one that stands first
            here is reported. A rejection names the reason, in words what was found and what was expected,
            the status of Intel's QVL (where the step has one) and the return code of Intel's DCAP library.
            A quote that is *not trusted* is another matter: Intel's checks passed, and the
            [policy](policies.md) objects. *Undecided* means that there was no
            [collateral](collateral.md#faults).

            Written from `RejectReason` by `ErrorsPageTest`.
            """);
    for (Stage stage : Stage.values()) {
      page.append("\n## ").append(stage.id()).append("\n\n").append(javadoc(stage)).append("\n");
      String head = "\n| reason | meaning | what to do |\n|---|---|---|\n";
      for (RejectReason reason : RejectReason.values()) {
        if (reason.stage() == stage) {
          page.append(head).append(row(reason));
          head = "";
        }
      }
    }
    Golden.page(Page.ROOT.resolve("java/docs/errors.md"), page.toString());
  }

  private static String row(RejectReason reason) throws IOException {
    return "| `"
        + reason
        + "`<br>"
        + reason.qvlStatus().map(status -> "`" + status + "`<br>").orElse("")
        + "`"
        + reason.returnCode()
        + "` | "
        + javadoc(reason)
        + " | "
        + WhatToDo.about(reason)
        + " |\n";
  }

  private static String javadoc(Enum<?> constant) throws IOException {
    Matcher comment =
        Pattern.compile("/\\*\\*([^/]*?)\\*/\\s+" + constant.name() + "[(,;]")
            .matcher(
                Files.readString(
                    STATUS.resolve(constant.getDeclaringClass().getSimpleName() + ".java")));
    assertTrue(comment.find(), constant.name());
    return comment.group(1).replaceAll("\\s+\\*?\\s*", " ").strip();
  }
}
