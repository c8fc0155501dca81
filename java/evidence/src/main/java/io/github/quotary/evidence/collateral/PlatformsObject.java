package io.github.quotary.evidence.collateral;

import io.github.quotary.pcs.bundle.CollateralBundle;
import io.github.quotary.pcs.document.CrlText;
import io.github.quotary.pcs.document.DocumentChecks;
import io.github.quotary.pcs.document.DocumentFacts;
import io.github.quotary.pcs.document.DocumentIdentity;
import io.github.quotary.pcs.document.DocumentKey;
import io.github.quotary.pcs.document.ReceivedDocument;
import io.github.quotary.pcs.document.Refusal;
import io.github.quotary.pcs.document.TcbUpdate;
import io.github.quotary.pki.X509Cert;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code platform_collaterals.json} of Intel's PcsClientTool, which a PCCS takes as well: {@code
 * {"collaterals":{"tcbinfos":[...],"pckcacrl":{...},"tdqeidentity":...,"certificates":{...}}}}.
 *
 * <p>Source: Intel DCAP, tools/PcsClientTool.
 */
final class PlatformsObject {
  private static final String TCB_INFOS = "tcbinfos";
  private static final String PCK_CRLS = "pckcacrl";
  private static final String ROOT_CRL = "rootcacrl";
  private static final String CERTIFICATES = "certificates";
  private static final String PCK_CHAINS = "SGX-PCK-Certificate-Issuer-Chain";
  private static final String IDENTITY_CHAIN = "SGX-Enclave-Identity-Issuer-Chain";
  private static final String[] TCB_CHAINS = {"TCB-Info-Issuer-Chain", "SGX-TCB-Info-Issuer-Chain"};
  private static final String EARLY = "_early";

  private final Node.Obj collaterals;
  private final String place;
  private final Map<String, ReceivedDocument> documents = new LinkedHashMap<>();

  private PlatformsObject(Node.Obj collaterals, String place) {
    this.collaterals = collaterals;
    this.place = place;
  }

  static boolean matches(Node.Obj object) {
    return object.members().get(TCB_INFOS) instanceof Node.Arr
        && object.members().containsKey(PCK_CRLS);
  }

  /**
   * The documents.
   *
   * @param place of the object, as a prefix of its members' places
   * @throws CollateralFormatException if a member is of the wrong kind, or two documents of one
   *     platform differ
   */
  static CollateralBundle read(Node.Obj object, String place) {
    PlatformsObject form = new PlatformsObject(object, place);
    form.addTcbInfos();
    for (String identity : new String[] {"qeidentity", "tdqeidentity"}) {
      form.addIdentity(identity, TcbUpdate.STANDARD);
      form.addIdentity(identity + EARLY, TcbUpdate.EARLY);
    }
    form.addCrls();
    return CollateralBundle.of(Instant.EPOCH, form.documents.values());
  }

  private void addTcbInfos() {
    Optional<Content> chain = certificate(TCB_CHAINS);
    int index = 0;
    if (!(collaterals.members().get(TCB_INFOS) instanceof Node.Arr infos)) {
      return;
    }
    for (Node element : infos.elements()) {
      String where = place + TCB_INFOS + "[" + index++ + "]";
      if (!(element instanceof Node.Obj platform)) {
        throw new CollateralFormatException(
            "member " + where + " is " + element.kind() + "; expected is an object");
      }
      for (String name : platform.members().keySet()) {
        if (name.matches("(sgx_|tdx_)?tcbinfo(_early)?")) {
          Optional<Content> info = present(platform, name, where + ".");
          if (info.isPresent()) {
            byte[] pem = require(chain, CERTIFICATES + "." + TCB_CHAINS[0]).chain();
            add(
                info.get(),
                SignedObject.TCB_INFO.envelope(info.get(), null, pem),
                pem,
                name.endsWith(EARLY) ? TcbUpdate.EARLY : TcbUpdate.STANDARD);
          }
        }
      }
    }
  }

  private void addIdentity(String name, TcbUpdate update) {
    Optional<Content> identity = present(collaterals, name, place);
    if (identity.isPresent()) {
      byte[] pem =
          require(certificate(IDENTITY_CHAIN), CERTIFICATES + "." + IDENTITY_CHAIN).chain();
      add(
          identity.get(),
          SignedObject.QE_IDENTITY.envelope(identity.get(), null, pem),
          pem,
          update);
    }
  }

  private void addCrls() {
    if (collaterals.members().get(PCK_CRLS) instanceof Node.Obj crls) {
      for (String name : crls.members().keySet()) {
        present(crls, name, place + PCK_CRLS + ".").ifPresent(this::addPckCrl);
      }
    }
    Optional<Content> rootCrl = present(collaterals, ROOT_CRL, place);
    Optional<Content> anyChain = certificate(TCB_CHAINS).or(() -> certificate(IDENTITY_CHAIN));
    if (rootCrl.isPresent() && anyChain.isPresent()) {
      byte[] root = root(anyChain.get().chain());
      add(rootCrl.get(), der(rootCrl.get()), root, TcbUpdate.STANDARD);
    }
  }

  /** A file may have the list of a CA without its chain; then nothing can check the list. */
  private void addPckCrl(Content crl) {
    byte[] der = der(crl);
    if (collaterals.members().get(CERTIFICATES) instanceof Node.Obj certificates
        && certificates.members().get(PCK_CHAINS) instanceof Node.Obj chains
        && key(crl, der, TcbUpdate.STANDARD) instanceof DocumentKey.PckCrl of) {
      String prefix = place + CERTIFICATES + "." + PCK_CHAINS + ".";
      present(chains, of.ca().parameter().toUpperCase(Locale.ROOT), prefix)
          .ifPresent(chain -> add(crl, der, chain.chain(), TcbUpdate.STANDARD));
    }
  }

  private Optional<Content> certificate(String... names) {
    if (collaterals.members().get(CERTIFICATES) instanceof Node.Obj certificates) {
      for (String name : names) {
        Optional<Content> chain = present(certificates, name, place + CERTIFICATES + ".");
        if (chain.isPresent()) {
          return chain;
        }
      }
    }
    return Optional.empty();
  }

  /** A member that is neither null nor empty: the tool leaves what it did not get so. */
  private static Optional<Content> present(Node.Obj object, String name, String prefix) {
    Node node = object.members().get(name);
    if (node == null
        || node.kind().equals("null")
        || (node instanceof Node.Text text && text.value().isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(new Content(prefix + name, node));
  }

  private Content require(Optional<Content> content, String name) {
    return content.orElseThrow(
        () -> new CollateralFormatException("it has no " + place + name + ", or it is empty"));
  }

  private void add(Content content, byte[] body, byte[] chain, TcbUpdate update) {
    DocumentKey key = key(content, body, update);
    ReceivedDocument document =
        new ReceivedDocument(key, body, chain, content.place(), Instant.EPOCH);
    ReceivedDocument other = documents.putIfAbsent(key.id(), document);
    if (other != null && !other.hasSameContent(document)) {
      throw new CollateralFormatException(
          "members " + other.origin() + " and " + content.place() + " differ, and both are " + key);
    }
  }

  private static DocumentKey key(Content content, byte[] body, TcbUpdate update) {
    try {
      return DocumentIdentity.of(body, update);
    } catch (Refusal refusal) {
      throw new CollateralFormatException("member " + content.place() + ": " + refusal.detail());
    }
  }

  private static byte[] der(Content crl) {
    try {
      return CrlText.toDer(crl.crl());
    } catch (Refusal refusal) {
      throw new CollateralFormatException("member " + crl.place() + ": " + refusal.detail());
    }
  }

  private static byte[] root(byte[] chain) {
    try {
      Optional<X509Cert> root = DocumentFacts.chain(chain).root();
      return root.map(DocumentChecks::pem)
          .orElseThrow(
              () -> new CollateralFormatException("the TCB info's issuer chain has no root"));
    } catch (Refusal refusal) {
      throw new CollateralFormatException("the TCB info's issuer chain: " + refusal.detail());
    }
  }
}
