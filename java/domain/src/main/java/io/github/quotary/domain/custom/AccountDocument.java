package io.github.quotary.domain.custom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.domain.format.StrictJson;
import io.github.quotary.domain.reading.Reading;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * {@code acme-account.json}: an ACME client's record of its account. Three forms are known: {@code
 * {"uri":...}} of certbot, {@code {"registration":{"uri":...}}} and {@code
 * {"registration":{"accountURL":...}}} of lego. The TD declares it; that the certificate came by
 * this account is not proven.
 *
 * @param uri the account's URI; all that the document names are the same
 * @param disclosesKey whether it seems to contain a private key, which anyone could read
 */
public record AccountDocument(String uri, boolean disclosesKey) {
  /** Accounts of Let's Encrypt's production service. */
  private static final Pattern PRODUCTION =
      Pattern.compile("https://acme-v02\\.api\\.letsencrypt\\.org/acme/acct/[0-9]{1,20}");

  private static final Set<String> PRIVATE_MEMBERS = Set.of("d", "p", "q", "dp", "dq", "qi");

  /** Reads a document. Never throws. */
  public static Reading<AccountDocument> read(RawBytes json) {
    return StrictJson.read(json.toByteArray()).then(root -> of(json, root));
  }

  /** Reads a document that is strict JSON. */
  static Reading<AccountDocument> of(RawBytes json, ObjectNode root) {
    try {
      Set<String> uris = new TreeSet<>();
      StrictJson.optionalString(root, "uri").ifPresent(uris::add);
      StrictJson.optionalString(root.path("registration"), "uri").ifPresent(uris::add);
      StrictJson.optionalString(root.path("registration"), "accountURL").ifPresent(uris::add);
      if (uris.size() != 1) {
        return Reading.malformed(
            uris.isEmpty() ? "it names no account" : "it names several accounts: " + uris);
      }
      return Reading.of(new AccountDocument(uris.iterator().next(), disclosesKey(json, root)));
    } catch (MalformedException e) {
      return Reading.malformed(e.problem());
    }
  }

  private static boolean disclosesKey(RawBytes json, ObjectNode root) {
    return new String(json.toByteArray(), StandardCharsets.ISO_8859_1).contains("PRIVATE KEY")
        || hasPrivateKey(root);
  }

  /** A JWK with a private member. The depth is bounded by that of strict JSON. */
  private static boolean hasPrivateKey(JsonNode node) {
    if (node.has("kty") && PRIVATE_MEMBERS.stream().anyMatch(node::has)) {
      return true;
    }
    for (JsonNode child : node) {
      if (hasPrivateKey(child)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the URI is one of Let's Encrypt's production service, to the last character. */
  public boolean isProduction() {
    return PRODUCTION.matcher(uri).matches();
  }
}
