package io.github.quotary.domain.custom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.domain.dstack.QuoteAnswer;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.domain.format.StrictJson;
import io.github.quotary.domain.reading.Reading;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * The answer to a challenge: {@code {"version":1,"statement":"<text>","quote":{...}}}, exactly
 * these members; {@code quote} is what dstack's guest agent answers to {@code GetQuote}, or, of a
 * TD without an agent, {@code {"quote":"<hexadecimal>"}}.
 *
 * @param statement what the TD says
 * @param quote the quote over it
 */
record ChallengeAnswer(ChallengeStatement statement, QuoteAnswer quote) {
  private static final Set<String> MEMBERS = Set.of("version", "statement", "quote");

  /** Whether a body is meant to be an answer: it begins a JSON object. */
  static boolean isMeant(RawBytes body) {
    for (byte b : body.toByteArray()) {
      if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
        return b == '{';
      }
    }
    return false;
  }

  /** Reads an answer. Never throws. */
  static Reading<ChallengeAnswer> read(RawBytes json) {
    try {
      ObjectNode root = StrictJson.object(json.toByteArray());
      ChallengeStatement.requireMembers(root, MEMBERS);
      ChallengeStatement.requireVersion(root);
      Reading<QuoteAnswer> quote = quote(root.path("quote"));
      return ChallengeStatement.read(StrictJson.string(root, "statement"))
          .then(
              statement ->
                  quote.then(answer -> Reading.of(new ChallengeAnswer(statement, answer))));
    } catch (MalformedException e) {
      return Reading.malformed(e.problem());
    }
  }

  private static Reading<QuoteAnswer> quote(JsonNode quote) {
    if (!quote.isObject()) {
      return Reading.malformed("member quote is not an object");
    }
    return QuoteAnswer.read(quote.toString().getBytes(StandardCharsets.UTF_8))
        .fold(
            answer ->
                answer
                    .logProblem()
                    .map(problem -> Reading.<QuoteAnswer>malformed("the event log: " + problem))
                    .orElseGet(() -> Reading.of(answer)),
            reason -> Reading.malformed("member quote: " + reason),
            fault -> Reading.malformed("member quote: " + fault));
  }
}
