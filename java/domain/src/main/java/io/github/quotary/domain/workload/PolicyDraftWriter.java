package io.github.quotary.domain.workload;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.domain.dstack.KeyProvider;
import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.CheckOutcome;
import io.github.quotary.domain.report.DomainKind;
import io.github.quotary.domain.report.DomainReport;
import io.github.quotary.domain.report.Verdict;
import io.github.quotary.domain.report.WorkloadIdentity;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.TdReport;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes a policy from what a domain showed. */
final class PolicyDraftWriter {
  /** What must have passed: else the values are anybody's. */
  private static final Set<Check> NEEDED =
      Set.of(
          Check.PARSE_1,
          Check.Q_1,
          Check.Q_2,
          Check.Q_3,
          Check.RD_G1,
          Check.RD_G2,
          Check.RD_G3,
          Check.RD_C1,
          Check.MF_1,
          Check.MF_2,
          Check.CERT_1,
          Check.EL_1,
          Check.EL_2);

  private final DomainReport report;
  private final ObjectNode root = JsonNodeFactory.instance.objectNode();
  private final Map<String, String> origins = new LinkedHashMap<>();

  PolicyDraftWriter(DomainReport report) {
    this.report = report;
  }

  /** Why no policy may be written; empty if one may. */
  static List<String> objections(DomainReport report) {
    List<String> reasons = new ArrayList<>();
    boolean isFailed = report.verdict() == Verdict.FAIL;
    report
        .unreachable()
        .filter(words -> !isFailed)
        .ifPresent(words -> reasons.add(words + ", so there is nothing to write it from"));
    report.checks().results().stream()
        .filter(
            result ->
                isFailed
                    ? result.mandatory() && result.outcome() == CheckOutcome.FAIL
                    : NEEDED.contains(result.check()) && result.outcome() != CheckOutcome.PASS)
        .map(
            result ->
                result.check().id()
                    + (isFailed ? " failed (" : " is undecided (")
                    + result.finding().summary()
                    + (isFailed
                        ? "); a policy made from it would accept what should be rejected"
                        : "); without it the values could be made up"))
        .forEach(reasons::add);
    if (reasons.isEmpty() && report.identities().isEmpty()) {
      reasons.add("no workload is proven by the evidence");
    }
    return reasons;
  }

  /** The policy. */
  PolicyDraft write(List<ByteBuffer> quotes) {
    root.put(
        "description",
        "Drafted from what the "
            + report.kind().word()
            + " domain "
            + report.host()
            + " showed, captured at "
            + report.capturedAt()
            + ". Trust on first use until you compare it: see origins.");
    for (WorkloadIdentity identity : report.identities()) {
      String from = "measured into RTMR3 (" + String.join(", ", identity.refs()) + ")";
      add(
          "composeHashes",
          identity.composeHash().toString(),
          from
              + ", event compose-hash; compare with sha256sum of the app-compose.json that the"
              + " operator publishes");
      add(
          "appIds",
          identity.appId().toString(),
          from + ", event app-id; compare with the app id that the operator publishes");
    }
    addImages(quotes);
    report.identities().stream()
        .flatMap(identity -> identity.keyProvider().stream())
        .distinct()
        .forEach(this::addKeyProvider);
    for (String account : report.accounts()) {
      add(
          "acmeAccounts",
          account,
          (report.kind() == DomainKind.GATEWAY
                  ? "quoted by the gateway (RD-G3)"
                  : "in acme-account.json, which the quoted manifest lists")
              + "; compare with accounturi in the domain's CAA records");
    }
    ObjectNode described = root.putObject("origins");
    origins.forEach(described::put);
    return new PolicyDraft.Written(root.toPrettyString() + "\n", origins);
  }

  private ArrayNode array(String member) {
    return root.withArray("/" + member);
  }

  private void add(String member, String value, String origin) {
    ArrayNode array = array(member);
    for (int i = 0; i < array.size(); i++) {
      if (array.get(i).asText().equals(value)) {
        return;
      }
    }
    origins.put("/" + member + "/" + array.size(), origin);
    array.add(value);
  }

  private void addImages(List<ByteBuffer> quotes) {
    Set<List<String>> known = new HashSet<>();
    for (ByteBuffer quote : quotes) {
      byte[] bytes = new byte[quote.remaining()];
      quote.duplicate().get(bytes);
      if (Quote.copyOf(bytes).body() instanceof TdReport td
          && known.add(
              List.of(td.mrTd().toString(), td.rtmr(1).toString(), td.rtmr(2).toString()))) {
        ArrayNode images = array("osImages");
        origins.put(
            "/osImages/" + images.size(),
            "MRTD, RTMR1 and RTMR2 of the quote"
                + hashes()
                + "; compare with those of a production image that you trust: nothing here shows"
                + " whether it is for development");
        images
            .addObject()
            .put("label", "image first seen at " + report.host() + ", " + known.size())
            .put("mrTd", td.mrTd().toString())
            .put("rtmr1", td.rtmr(1).toString())
            .put("rtmr2", td.rtmr(2).toString());
      }
    }
  }

  /** The hash that the guest states; it names the image, and the registers identify it. */
  private String hashes() {
    List<String> hashes =
        report.identities().stream()
            .flatMap(identity -> identity.osImageHash().stream())
            .map(hash -> hash.toString())
            .distinct()
            .toList();
    return hashes.isEmpty() ? "" : ", which says that its image's hash is " + hashes.get(0);
  }

  private void addKeyProvider(String text) {
    String name = text.substring(0, text.indexOf(':'));
    String id = text.substring(text.indexOf(':') + 1);
    boolean needsId =
        name.equals(KeyProvider.Kind.KMS.eventName())
            || name.equals(KeyProvider.Kind.LOCAL_SGX.eventName());
    if (needsId && id.isEmpty()) {
      return;
    }
    ArrayNode providers = array("keyProviders");
    origins.put(
        "/keyProviders/" + providers.size(),
        "measured into RTMR3, event key-provider; compare its id with the key of the KMS that you"
            + " trust");
    ObjectNode provider = providers.addObject().put("kind", name);
    if (!id.isEmpty()) {
      provider.put("id", id);
    }
  }
}
