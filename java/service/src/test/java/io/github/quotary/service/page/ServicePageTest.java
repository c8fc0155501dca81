package io.github.quotary.service.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.service.exchange.Answer;
import io.github.quotary.status.RejectReason;
import io.github.quotary.status.Stage;
import io.github.quotary.tcb.Remedy;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServicePageTest {
  private static final Answer ANSWER = ServicePage.answer();
  private static final String PAGE = new String(ANSWER.body(), UTF_8);
  private static final List<Pattern> LINKS =
      Pattern.compile("checks: /(.+)/,")
          .matcher(PAGE)
          .results()
          .map(match -> Pattern.compile(match.group(1)))
          .toList();

  @Test
  void thePolicyNamesTheVeryStyleAndScript() throws NoSuchAlgorithmException {
    String policy = ANSWER.headers().get("content-security-policy");
    assertEquals(ServicePage.CONTENT_SECURITY_POLICY, policy);
    assertTrue(policy.contains("script-src '" + hash(inside("script")) + "';"), policy);
    assertTrue(policy.contains("style-src '" + hash(inside("style")) + "';"), policy);
    assertTrue(policy.startsWith("default-src 'none';"), policy);
    assertFalse(policy.contains("unsafe"), policy);
  }

  @Test
  void itIsHtmlThatIsNotGuessed() {
    assertEquals(200, ANSWER.status());
    assertEquals("text/html; charset=utf-8", ANSWER.contentType());
    assertEquals("nosniff", ANSWER.headers().get("x-content-type-options"));
    assertFalse(PAGE.contains("{{"), "a placeholder is left");
  }

  /** Everything that the page names is in the page. */
  @Test
  void nothingIsLoaded() {
    List<String> addresses =
        Pattern.compile("(?:https?:)?//[a-z0-9][^\\s'\"]*")
            .matcher(PAGE)
            .results()
            .map(MatchResult::group)
            .toList();
    // The name of SVG, in the icon and in the script.
    assertEquals(List.of("http://www.w3.org/2000/svg", "http://www.w3.org/2000/svg"), addresses);
    assertFalse(Pattern.compile("\\s(src|srcset|action|data)=").matcher(PAGE).find());
    assertFalse(Pattern.compile("@import|url\\(").matcher(PAGE).find());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "DOMParser",
        "eval(",
        "Function(",
        "createContextualFragment",
        "javascript:",
        "setTimeout('",
        "localStorage",
        "import("
      })
  void textIsNeverCode(String sink) {
    assertFalse(PAGE.contains(sink), sink);
  }

  @Test
  void handlersAndStylesAreNotInline() {
    String markup = PAGE.replace(inside("script"), "").replace(inside("style"), "");
    assertFalse(Pattern.compile("\\son[a-z]+=").matcher(markup).find());
    assertFalse(Pattern.compile("\\sstyle=").matcher(markup).find());
    assertEquals(1, Pattern.compile("</script").matcher(PAGE).results().count());
  }

  /** A rejection shows where the chain broke. */
  @ParameterizedTest
  @EnumSource(RejectReason.class)
  void everyCheckIsOfOneLink(RejectReason reason) {
    long links = LINKS.stream().filter(link -> link.matcher(reason.name()).find()).count();
    boolean isOfArguments =
        reason.stage() == Stage.ARGS && !reason.name().matches("(QUOTE|TEE)_.*");
    assertEquals(isOfArguments ? 0 : 1, links);
  }

  @ParameterizedTest
  @EnumSource(Remedy.class)
  void everyRemedyIsInWords(Remedy remedy) {
    String line = remedy.name() + ": '" + remedy.description() + "',";
    assertTrue(PAGE.contains(line), line);
  }

  private static String inside(String element) {
    Matcher matcher =
        Pattern.compile(
                "<" + element + "(?: type=\"module\")?>(.*)</" + element + ">", Pattern.DOTALL)
            .matcher(PAGE);
    assertTrue(matcher.find(), element);
    return matcher.group(1);
  }

  private static String hash(String text) throws NoSuchAlgorithmException {
    return "sha256-"
        + Base64.getEncoder()
            .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
  }
}
