package io.github.quotary.collateral;

import static io.github.quotary.collateral.PlainDocuments.agreeOnQeIdentity;
import static io.github.quotary.collateral.PlainDocuments.agreeOnTcbInfo;
import static io.github.quotary.collateral.PlainDocuments.bytes;
import static io.github.quotary.collateral.PlainDocuments.text;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.collateral.PlainDocuments.Place;
import io.github.quotary.fixture.JsonDoc;
import io.github.quotary.fixture.Simulated;
import io.github.quotary.simulator.spec.QuoteShape;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The readers that make no tree never take a document that the others refuse, and read the same
 * values. {@code -Dquotary.layouts=N} makes N random changes of each kind of document, with {@code
 * -Dquotary.layouts.seed}.
 */
class PlainDocumentsTest {
  private static final int CHANGES = Integer.getInteger("quotary.layouts", 20_000);
  private static final long SEED = Long.getLong("quotary.layouts.seed", 20261129);

  /** One for each rule of the syntax, and some for each kind of value. */
  private static final String MARKS = "{}[]\",:\\/ \t\n019afAFgzZT-+.eE'\0\u0001\u007f\u0080\u00ff";

  private static final String TCB_INFO = simulated(Collateral::tcbInfo);
  private static final String QE_IDENTITY = simulated(Collateral::qeIdentity);

  private static String simulated(Function<Collateral, byte[]> part) {
    return text(part.apply(Simulated.collateral(Simulated.upToDate(QuoteShape.V4_TDX))));
  }

  /** Two levels, one module, one identity of one level: one of everything, and a second level. */
  private static String smallTcbInfo() {
    String body = TCB_INFO.substring("{\"tcbInfo\":".length(), TCB_INFO.lastIndexOf(",\"sig"));
    JsonDoc document = JsonDoc.of(body);
    shorten(document, "tcbLevels", 2);
    shorten(document, "tdxModuleIdentities", 1);
    shorten(document, "tdxModuleIdentities/0/tcbLevels", 2);
    return Documents.envelope(SignedJson.TCB_INFO, document.toString());
  }

  private static void shorten(JsonDoc document, String path, int size) {
    String last = path + "/" + size;
    while (document.has(last)) {
      document.remove(last);
    }
  }

  @Test
  void whatIntelIssuesIsReadWithoutATree() {
    assertTrue(agreeOnTcbInfo(bytes(TCB_INFO)));
    assertTrue(agreeOnQeIdentity(bytes(QE_IDENTITY)));
    for (QuoteShape shape : QuoteShape.values()) {
      Collateral collateral = Simulated.collateral(Simulated.upToDate(shape));
      assertTrue(agreeOnTcbInfo(collateral.tcbInfo()));
      assertTrue(agreeOnQeIdentity(collateral.qeIdentity()));
    }
  }

  @Test
  void allThatWasPublishedIsReadAlike() {
    assertMost(PlainDocuments.tcbInfos().stream().toList(), PlainDocuments::agreeOnTcbInfo);
    assertMost(PlainDocuments.qeIdentities().stream().toList(), PlainDocuments::agreeOnQeIdentity);
  }

  private static void assertMost(List<String> documents, Predicate<byte[]> agree) {
    long taken = documents.stream().filter(document -> agree.test(bytes(document))).count();
    assertTrue(taken > documents.size() / 2, () -> taken + " of " + documents.size());
  }

  @Test
  void aTcbInfoWithAnyMemberChangedIsReadAlike() {
    assertChangesAgree(smallTcbInfo(), PlainDocuments::agreeOnTcbInfo);
    Collateral sgx = Simulated.collateral(Simulated.upToDate(QuoteShape.V3_SGX));
    assertChangesAgree(text(sgx.tcbInfo()), PlainDocuments::agreeOnTcbInfo);
  }

  @Test
  void aQeIdentityWithAnyMemberChangedIsReadAlike() {
    assertChangesAgree(QE_IDENTITY, PlainDocuments::agreeOnQeIdentity);
  }

  private static void assertChangesAgree(String document, Predicate<byte[]> agree) {
    assertTrue(agree.test(bytes(document)));
    int taken = 0;
    int all = 0;
    List<Place> places = PlainDocuments.places(document);
    for (Place place : places) {
      for (String changed : PlainDocuments.changed(document, place)) {
        taken += agree.test(bytes(changed)) ? 1 : 0;
        all++;
      }
    }
    int count = taken;
    assertTrue(taken > places.size() && taken < all / 2, count + " of " + all);
  }

  /** Intel could write them in any order. */
  @Test
  void membersInAnotherOrderAreReadAlike() {
    for (String document : List.of(smallTcbInfo(), QE_IDENTITY)) {
      List<Place> places = PlainDocuments.places(document);
      int taken = 0;
      for (Place first : places) {
        for (Place second : places) {
          if (first.end() < second.start()) {
            byte[] exchanged = bytes(PlainDocuments.exchanged(document, first, second));
            taken += agreeOnTcbInfo(exchanged) || agreeOnQeIdentity(exchanged) ? 1 : 0;
          }
        }
      }
      assertTrue(taken > places.size(), taken + " were read without a tree");
    }
  }

  @Test
  void aDocumentWithAnyOtherByteIsReadAlike() {
    assertEveryByteAgrees(smallTcbInfo(), PlainDocuments::agreeOnTcbInfo);
    assertEveryByteAgrees(QE_IDENTITY, PlainDocuments::agreeOnQeIdentity);
  }

  private static void assertEveryByteAgrees(String document, Predicate<byte[]> agree) {
    byte[] sound = bytes(document);
    int taken = 0;
    for (int at = 0; at < sound.length; at++) {
      for (char mark : MARKS.toCharArray()) {
        byte[] changed = sound.clone();
        changed[at] = (byte) mark;
        taken += agree.test(changed) ? 1 : 0;
      }
    }
    assertTrue(taken > sound.length, taken + " were read without a tree");
  }

  @Test
  void aPartOrMoreThanAllIsLeftToTheGeneralReader() {
    byte[] tcbInfo = bytes(TCB_INFO);
    byte[] qeIdentity = bytes(QE_IDENTITY);
    for (int end = 0; end < tcbInfo.length; end++) {
      assertFalse(agreeOnTcbInfo(Arrays.copyOf(tcbInfo, end)));
    }
    for (int end = 0; end < qeIdentity.length; end++) {
      assertFalse(agreeOnQeIdentity(Arrays.copyOf(qeIdentity, end)));
    }
    for (String tail : List.of("{}", "}", ",", "x", "\0", "\u00a0")) {
      assertFalse(agreeOnTcbInfo(bytes(TCB_INFO + tail)));
      assertFalse(agreeOnQeIdentity(bytes(QE_IDENTITY + tail)));
    }
    assertTrue(agreeOnTcbInfo(bytes(" \n" + TCB_INFO + "\r\n\t")));
  }

  /** Right and wrong UTF-8, also within texts that no value is made of. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "c3a9",
        "e282ac",
        "f09f9880",
        "c080",
        "e08080",
        "eda080",
        "f0808080",
        "f4908080",
        "f8808080",
        "c3",
        "e282",
        "f09f98",
        "80",
        "5c75303065",
        "5c7564383030",
        "5c71",
        "5c5c",
        "5c22",
        "09",
        "7f"
      })
  void otherCharactersAreReadAlike(String hex) {
    String characters = text(HexFormat.of().parseHex(hex));
    for (String document : List.of(smallTcbInfo(), QE_IDENTITY)) {
      for (Place place : PlainDocuments.places(document)) {
        if (document.charAt(place.end() - 1) == '"') {
          int end = place.end() - 1;
          byte[] changed = bytes(document.substring(0, end) + characters + document.substring(end));
          agreeOnTcbInfo(changed);
          agreeOnQeIdentity(changed);
        }
      }
    }
  }

  /** A parser would guess these encodings; no reader may. */
  @ParameterizedTest
  @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-16", "UTF-32BE", "UTF-32LE"})
  void otherEncodingsAreLeftToTheGeneralReader(String charset) {
    for (String start : List.of("", " ", "\ufeff", "\n\n\n\n")) {
      assertFalse(agreeOnTcbInfo((start + TCB_INFO).getBytes(Charset.forName(charset))));
      assertFalse(agreeOnQeIdentity((start + QE_IDENTITY).getBytes(Charset.forName(charset))));
    }
    byte[] marked = ("\ufeff" + TCB_INFO).getBytes(StandardCharsets.UTF_8);
    assertFalse(agreeOnTcbInfo(marked));
  }

  /** The general reader counts values; a document that could have too many is left to it. */
  @ParameterizedTest
  @ValueSource(ints = {60_000, 65_600, 70_000})
  void aDocumentOfTooManyValuesIsRefusedAsBefore(int advisories) {
    String many = "\"advisoryIDs\":[\"\"" + ",\"\"".repeat(advisories - 1) + "]";
    String document =
        QE_IDENTITY.replaceFirst("\"advisoryIDs\":\\[[^]]*]", many.replace("$", "\\$"));
    agreeOnQeIdentity(bytes(document));
    String spaced = QE_IDENTITY + " ".repeat(2 * JsonTree.MAX_VALUES);
    assertFalse(agreeOnQeIdentity(bytes(spaced)));
  }

  @Test
  void randomChangesAreReadAlike() {
    Random random = new Random(SEED);
    List<String> tcbInfos = List.of(smallTcbInfo(), TCB_INFO);
    int taken = 0;
    for (int i = 0; i < CHANGES; i++) {
      String tcbInfo = tcbInfos.get(random.nextInt(tcbInfos.size()));
      taken += agreeOnTcbInfo(changed(bytes(tcbInfo), random)) ? 1 : 0;
      taken += agreeOnQeIdentity(changed(bytes(QE_IDENTITY), random)) ? 1 : 0;
    }
    assertTrue(taken > CHANGES / 20, taken + " were read without a tree");
  }

  /** A byte replaced, taken away or doubled, or a part written over another; once or twice. */
  private static byte[] changed(byte[] document, Random random) {
    byte[] changed = document;
    for (int times = 1 + random.nextInt(2); times > 0; times--) {
      int at = random.nextInt(changed.length);
      changed =
          switch (random.nextInt(4)) {
            case 0 -> spliced(changed, at, at + 1, at, at);
            case 1 -> spliced(changed, at, at, at, at + 1);
            case 2 -> {
              byte[] copy = changed.clone();
              copy[at] = (byte) MARKS.charAt(random.nextInt(MARKS.length()));
              yield copy;
            }
            default -> {
              int from = random.nextInt(changed.length);
              int to = Math.min(changed.length, from + random.nextInt(40));
              yield spliced(changed, at, Math.min(changed.length, at + to - from), from, to);
            }
          };
    }
    return changed;
  }

  /**
   * What stands from {@code at} to {@code end} becomes what stands from {@code from} to {@code to}.
   */
  private static byte[] spliced(byte[] in, int at, int end, int from, int to) {
    byte[] out = new byte[in.length - (end - at) + (to - from)];
    System.arraycopy(in, 0, out, 0, at);
    System.arraycopy(in, from, out, at, to - from);
    System.arraycopy(in, end, out, at + to - from, in.length - end);
    return out;
  }
}
