package io.github.quotary.domain.ct;

/** Finds logged certificates, as crt.sh or Cert Spotter do. Implementations do not throw. */
public interface CtSource {
  /**
   * The raw answer to a query, to be read by {@link CtSearchAnswer}; a failure leaves a gap.
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

  /**
   * Answers nothing, which leaves a gap of this cause.
   *
   * @param name what was asked: a folder, for example
   */
  static CtSource none(String name, String cause) {
    return of(CtReply.Failed.offline(name, cause), name);
  }

  /**
   * One answer that is the answer to every query, without certificates but those in it.
   *
   * @param name where it is from, for reports
   */
  static CtSource ofAnswer(String name, byte[] answer) {
    return of(new CtReply.Answered(answer, name), name);
  }

  private static CtSource of(CtReply reply, String name) {
    return new CtSource() {
      @Override
      public CtReply search(String query) {
        return reply;
      }

      @Override
      public CtReply certificate(long id) {
        return CtReply.Failed.offline(name, "it has an answer, but not certificate " + id);
      }
    };
  }
}
