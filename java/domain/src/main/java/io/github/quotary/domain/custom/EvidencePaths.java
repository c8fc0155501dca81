package io.github.quotary.domain.custom;

/** Request paths of a custom domain, and the size limit of each response in bytes. */
public final class EvidencePaths {
  /** The folder of all of them. */
  public static final String FOLDER = "/evidences/";

  /** The manifest, requested first: the connection then goes to the evidence server. */
  public static final String MANIFEST = FOLDER + "sha256sum.txt";

  /** The quote over the manifest. */
  public static final String QUOTE = FOLDER + "quote.json";

  /** The ACME account's document. */
  public static final String ACCOUNT = FOLDER + Manifest.ACCOUNT;

  static final int MAX_QUOTE = 4 << 20;
  static final int MAX_CHALLENGE = 4 << 20;
  static final int MAX_FILE = 1 << 20;

  private EvidencePaths() {}
}
