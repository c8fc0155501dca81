package io.github.quotary.domain.gateway;

import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.verification.Documents;
import io.github.quotary.domain.verification.Form;
import io.github.quotary.domain.verification.Inquiry;
import io.github.quotary.domain.verification.Part;
import io.github.quotary.domain.workload.Preimages;
import java.util.List;
import java.util.Optional;

/**
 * The stage of the gateway's answers.
 *
 * @param inquiry the stage before
 * @param host the requested name
 * @param preimages what {@code app-info} says of the gateway's own workload
 * @param info {@code acme-info}, if it is there and well-formed
 * @param form the form of all documents up to here, the quotes in them included
 */
record AcmeInfoStage(
    Inquiry inquiry, GatewayHost host, Preimages preimages, Optional<AcmeInfo> info, Form form) {
  static AcmeInfoStage of(Inquiry inquiry, GatewayHost host) {
    Documents documents = inquiry.documents();
    Part<RawBytes> index = documents.document(GatewayPaths.INDEX, GatewayPaths.MAX_INDEX);
    Part<AppInfo> app =
        documents
            .document(GatewayPaths.APP_INFO, GatewayPaths.MAX_APP_INFO)
            .read("app-info", AppInfo::read);
    Part<AcmeInfo> acme =
        documents
            .document(GatewayPaths.ACME_INFO, GatewayPaths.MAX_ACME_INFO)
            .read("acme-info", AcmeInfo::read);
    return new AcmeInfoStage(
        inquiry,
        host,
        app.value()
            .map(info -> new Preimages(info.appCompose().stream().toList(), info.vmConfig()))
            .orElse(Preimages.none()),
        acme.value(),
        inquiry
            .form()
            .and(index.form())
            .and(app.form())
            .and(acme.form())
            .and(acme.value().map(AcmeInfoStage::quotes).orElse(Form.nothing())));
  }

  /** The form of the quotes. */
  private static Form quotes(AcmeInfo info) {
    Form form = Form.nothing();
    for (AcmeInfo.QuotedKey key : info.quotedKeys().orElse(List.of())) {
      form = form.and(Form.problem("acme-info " + key.ref(), key.proof().problem()));
    }
    return form.and(Form.problem("acme-info account", info.accountProof().problem()));
  }
}
