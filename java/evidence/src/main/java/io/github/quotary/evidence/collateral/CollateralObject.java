package io.github.quotary.evidence.collateral;

import io.github.quotary.collateral.Collateral;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An object with the parts of collateral as its members: dcap-qvl's JSON, dumps of {@code
 * sgx_ql_qve_collateral_t}, answers of Intel's service by their names. Chains may be in an object
 * of headers beside the documents, or beside the body of one.
 */
final class CollateralObject {
  /** So many members, and not TCB info alone, which other documents have as well. */
  private static final int MIN_MEMBERS = 2;

  private static final Set<String> CHAINS =
      Set.of("headers", "certificates", "chains", "issuer_chains", "issuerChains");

  private static final String BODY = "body";

  /** One chain for both documents. */
  private static final String BOTH = "tcb_info_and_qe_identity_issuer_chain";

  private final String place;
  private final Map<Member, Content> contents = new EnumMap<>(Member.class);

  private CollateralObject(String place) {
    this.place = place;
  }

  /** Whether the object is meant as collateral, complete or not. */
  static boolean matches(Node.Obj object) {
    return object.members().keySet().stream()
            .flatMap(name -> Member.named(name).stream())
            .filter(member -> !member.isOptional())
            .distinct()
            .count()
        >= MIN_MEMBERS;
  }

  /**
   * The collateral.
   *
   * @param place of the object, as a prefix of its members' places
   * @throws CollateralFormatException if a member is missing, or is of the wrong kind
   */
  static Collateral read(Node.Obj object, String place) {
    CollateralObject form = new CollateralObject(place);
    form.add(object, place);
    for (String chains : CHAINS) {
      if (object.members().get(chains) instanceof Node.Obj headers) {
        form.addMissing(headers, place + chains + ".");
      }
    }
    Node both = object.members().get(BOTH);
    if (both != null) {
      form.contents.putIfAbsent(Member.TCB_INFO_ISSUER_CHAIN, new Content(place + BOTH, both));
      form.contents.putIfAbsent(Member.QE_IDENTITY_ISSUER_CHAIN, new Content(place + BOTH, both));
    }
    return form.collateral();
  }

  private void add(Node.Obj object, String prefix) {
    for (Map.Entry<String, Node> entry : object.members().entrySet()) {
      Optional<Member> member = Member.named(entry.getKey());
      if (member.isEmpty()) {
        continue;
      }
      Content content = new Content(prefix + entry.getKey(), entry.getValue());
      Content other = contents.put(member.get(), content);
      if (other != null) {
        throw new CollateralFormatException(
            "members " + other.place() + " and " + content.place() + " mean the same; remove one");
      }
    }
    for (Member member : List.copyOf(contents.keySet())) {
      unwrap(member, contents.get(member));
    }
  }

  /** An answer as an object of its body and its headers. */
  private void unwrap(Member member, @Nullable Content content) {
    if (content == null || !(content.node() instanceof Node.Obj answer)) {
      return;
    }
    Node body = answer.members().get(BODY);
    if (body != null) {
      contents.put(member, new Content(content.place() + "." + BODY, body));
      for (String chains : CHAINS) {
        if (answer.members().get(chains) instanceof Node.Obj headers) {
          addMissing(headers, content.place() + "." + chains + ".");
        }
      }
    }
  }

  private void addMissing(Node.Obj headers, String prefix) {
    headers
        .members()
        .forEach(
            (name, node) ->
                Member.named(name)
                    .ifPresent(
                        member -> contents.putIfAbsent(member, new Content(prefix + name, node))));
  }

  private Collateral collateral() {
    List<String> missing =
        Member.required()
            .filter(member -> !contents.containsKey(member))
            .map(Member::usual)
            .toList();
    if (!missing.isEmpty()) {
      throw new CollateralFormatException(
          "Not a collateral object"
              + (place.isEmpty() ? "" : " at " + place.substring(0, place.length() - 1))
              + ": it has no "
              + String.join(" and no ", missing));
    }
    byte[] tcbChain = get(Member.TCB_INFO_ISSUER_CHAIN).chain();
    byte[] qeChain = get(Member.QE_IDENTITY_ISSUER_CHAIN).chain();
    return Collateral.builder()
        .pckCrlIssuerChain(get(Member.PCK_CRL_ISSUER_CHAIN).chain())
        .rootCaCrl(get(Member.ROOT_CA_CRL).crl())
        .pckCrl(get(Member.PCK_CRL).crl())
        .tcbInfoIssuerChain(tcbChain)
        .tcbInfo(
            SignedObject.TCB_INFO.envelope(
                get(Member.TCB_INFO), contents.get(Member.TCB_INFO_SIGNATURE), tcbChain))
        .qeIdentityIssuerChain(qeChain)
        .qeIdentity(
            SignedObject.QE_IDENTITY.envelope(
                get(Member.QE_IDENTITY), contents.get(Member.QE_IDENTITY_SIGNATURE), qeChain))
        .build();
  }

  private Content get(Member member) {
    Content content = contents.get(member);
    if (content == null) {
      throw new IllegalStateException(member.usual());
    }
    return content;
  }
}
