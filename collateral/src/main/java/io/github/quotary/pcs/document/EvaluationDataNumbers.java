package io.github.quotary.pcs.document;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.quotary.pcs.json.StrictJson;
import io.github.quotary.quote.TeeType;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The TCB evaluation data numbers for which Intel has data sets, signed by Intel. Source: Intel PCS
 * API version 4, {@code tcbevaluationdatanumbers}.
 *
 * @param teeType SGX or TDX
 * @param issueDate when Intel issued the list
 * @param nextUpdate when the next issue is due
 * @param entries highest number first
 */
public record EvaluationDataNumbers(
    TeeType teeType, Instant issueDate, Instant nextUpdate, List<Entry> entries) {

  /** Sorts the entries. */
  public EvaluationDataNumbers {
    entries = entries.stream().sorted(Comparator.comparingLong(Entry::number).reversed()).toList();
  }

  /**
   * One TCB recovery.
   *
   * @param number its TCB evaluation data number
   * @param tcbRecoveryEventDate when it was disclosed
   * @param tcbDate date of the TCB that is up to date under it
   */
  public record Entry(long number, Instant tcbRecoveryEventDate, Instant tcbDate) {}

  /**
   * Parses a trusted document.
   *
   * @apiNote Internal to this module; may change without notice.
   */
  public static EvaluationDataNumbers of(TrustedDocument document) throws Refusal {
    DocumentKey.EvaluationDataNumbers key = (DocumentKey.EvaluationDataNumbers) document.key();
    byte[] text =
        SignedEnvelope.parse(document.received().body(), SignedEnvelope.EVALUATION_DATA_NUMBERS)
            .text();
    return new EvaluationDataNumbers(
        key.teeType(), document.facts().issueDate(), document.facts().nextUpdate(), entries(text));
  }

  private static List<Entry> entries(byte[] text) throws Refusal {
    List<Entry> entries = new ArrayList<>();
    try (JsonParser parser = StrictJson.parser(text)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (name.equals("tcbEvalNumbers") && value == JsonToken.START_ARRAY) {
          while (parser.nextToken() == JsonToken.START_OBJECT) {
            entries.add(entry(parser));
          }
        } else {
          parser.skipChildren();
        }
      }
    } catch (IOException | RuntimeException e) {
      throw new Refusal(
          FailureKind.MALFORMED, "the list is not valid JSON: " + StrictJson.problem(e));
    }
    if (entries.isEmpty()) {
      throw new Refusal(FailureKind.MALFORMED, "the list has no tcbEvalNumbers");
    }
    return entries;
  }

  private static Entry entry(JsonParser parser) throws IOException, Refusal {
    Map<String, String> members = new HashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (parser.nextToken().isScalarValue()) {
        members.put(name, parser.getText());
      }
      parser.skipChildren();
    }
    return new Entry(
        SignedEnvelope.number("tcbEvaluationDataNumber", text(members, "tcbEvaluationDataNumber")),
        SignedEnvelope.date("tcbRecoveryEventDate", text(members, "tcbRecoveryEventDate")),
        SignedEnvelope.date("tcbDate", text(members, "tcbDate")));
  }

  private static String text(Map<String, String> members, String name) {
    return members.getOrDefault(name, "");
  }
}
