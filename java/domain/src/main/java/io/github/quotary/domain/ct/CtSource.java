package io.github.quotary.domain.ct;

/** Finds logged certificates, as crt.sh does. Implementations do not throw. */
public interface CtSource {
  /**
   * The raw answer to a query, to be read by {@link CrtSh}; a failure leaves a gap.
   *
   * @param query a name; {@code %} stands for anything
   */
  CtReply search(String query);

  /**
   * A certificate, DER; a failure leaves the certificate's key unknown.
   *
   * @param id its number in an answer
   */
  CtReply certificate(long id);

  /** Answers nothing, which leaves a gap of this cause. */
  static CtSource none(String cause) {
    return of(new CtReply.Failed(cause), cause);
  }

  /** One answer that is the answer to every query, without certificates. */
  static CtSource ofAnswer(byte[] answer) {
    return of(new CtReply.Answered(answer), "the answer is a file without certificates");
  }

  private static CtSource of(CtReply reply, String withoutCertificates) {
    return new CtSource() {
      @Override
      public CtReply search(String query) {
        return reply;
      }

      @Override
      public CtReply certificate(long id) {
        return new CtReply.Failed("certificate " + id + ": " + withoutCertificates);
      }
    };
  }
}
