package io.github.quotary.pcs.client;

import io.github.quotary.pcs.document.DocumentKey;
import io.github.quotary.pcs.document.FailureKind;
import io.github.quotary.pcs.document.Refusal;
import io.github.quotary.quote.TeeType;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/** The addresses of documents. Source: Intel PCS API version 4. */
final class PcsPaths {
  private PcsPaths() {}

  /** The addresses where an endpoint may have a document, the most likely first. */
  static List<URI> of(PcsEndpoint endpoint, DocumentKey key) throws Refusal {
    if (key instanceof DocumentKey.RootCaCrl) {
      return endpoint.rootCaCrl();
    }
    if (key instanceof DocumentKey.PckCrl crl) {
      String query = "ca=" + crl.ca().parameter() + "&encoding=der";
      URI configured = uri(endpoint, TeeType.SGX, "pckcrl", query);
      URI old = URI.create(endpoint.base() + "/sgx/certification/v3/pckcrl?" + query);
      return configured.equals(old) ? List.of(old) : List.of(configured, old);
    }
    if (endpoint.version() != PcsEndpoint.ApiVersion.V4) {
      throw new Refusal(
          FailureKind.NOT_FOUND,
          "the endpoint is configured as version 3, which is used for revocation lists only");
    }
    if (key instanceof DocumentKey.TcbInfo info) {
      String fmspc = "fmspc=" + info.fmspc().toString().toUpperCase(Locale.ROOT);
      return List.of(uri(endpoint, info.teeType(), "tcb", join(fmspc, info.update().query())));
    }
    if (key instanceof DocumentKey.QeIdentity identity) {
      return List.of(uri(endpoint, identity.teeType(), "qe/identity", identity.update().query()));
    }
    TeeType tee = ((DocumentKey.EvaluationDataNumbers) key).teeType();
    return List.of(uri(endpoint, tee, "tcbevaluationdatanumbers", ""));
  }

  /** The address of the list of platform families. */
  static URI fmspcs(PcsEndpoint endpoint) {
    return uri(endpoint, TeeType.SGX, "fmspcs", "platform=all");
  }

  private static URI uri(PcsEndpoint endpoint, TeeType tee, String path, String query) {
    return URI.create(
        endpoint.base()
            + "/"
            + tee.name().toLowerCase(Locale.ROOT)
            + "/certification/"
            + endpoint.version().path()
            + "/"
            + path
            + (query.isEmpty() ? "" : "?" + query));
  }

  private static String join(String first, String second) {
    return second.isEmpty() ? first : first + "&" + second;
  }
}
