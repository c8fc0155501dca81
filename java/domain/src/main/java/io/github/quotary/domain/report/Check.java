package io.github.quotary.domain.report;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue of checks. The ids are stable: reports, policies and tests use them. Binding checks
 * (RD) are judged on the quote's bytes, whether or not Q-1 finds the quote genuine.
 */
public enum Check {
  /** The connection's certificate. */
  TLS_1(
      "TLS-1",
      Need.MANDATORY,
      "the served chain against the WebPKI's roots, its dates, and its names against the host (RFC"
          + " 9525)",
      "Without it, whoever sits in between can show copied evidence and a certificate of their"
          + " own."),
  /** Evidence and certificate belong together. */
  TLS_2(
      "TLS-2",
      Need.MANDATORY,
      "the certificates of all connections that evidence came over",
      "Evidence of one server says nothing about the key of another that answers to the same"
          + " name."),
  /** Who issued the certificate. */
  TLS_3(
      "TLS-3",
      Need.OPTIONAL,
      "the keys of the chain's issuers with the policy's list",
      "An issuer's name can be imitated; its key cannot."),
  /** Signed certificate timestamps. */
  TLS_4(
      "TLS-4",
      Need.OPTIONAL,
      "the signed certificate timestamps of the served certificate with keys of CT logs",
      "Only a certificate in public logs will be seen by those who watch them."),
  /** The formats. */
  PARSE_1(
      "PARSE-1",
      Need.MANDATORY,
      "every document with its format: sizes, depth, counts, no member twice, strict hexadecimal",
      "Two readers of an ambiguous document may see two different proofs."),
  /** The quotes are genuine. */
  Q_1(
      "Q-1",
      Need.MANDATORY,
      "every quote's signatures, certificates, revocation lists and collateral up to Intel's root,"
          + " at the time of verification",
      "A quote that Intel's root does not vouch for can be made up by anybody."),
  /** The TDs are closed. */
  Q_2(
      "Q-2",
      Need.MANDATORY,
      "TD attributes, SEAM module's signer and service TD with the policy",
      "The host reads the memory of a debug TD, and may move a migratable one."),
  /** The platforms are patched. */
  Q_3(
      "Q-3",
      Need.MANDATORY,
      "the TCB status that Intel's collateral gives each platform with those accepted",
      "On a platform with known holes, isolation may be no more."),
  /** The served key. */
  RD_G1(
      "RD-G1",
      DomainKind.GATEWAY,
      Role.OTHER,
      Need.MANDATORY,
      "all 64 bytes of report data in a quote with SHA-512 of \"zt-cert:\" and the served key",
      "This binds the key of the TLS connection to a TD; no other check does."),
  /** The other keys. */
  RD_G2(
      "RD-G2",
      DomainKind.GATEWAY,
      Role.OTHER,
      Need.MANDATORY,
      "every other key that the gateway lists with a quote of its own",
      "A certificate with a listed key that nobody proved can be used outside of a TD."),
  /** The ACME account. */
  RD_G3(
      "RD-G3",
      DomainKind.GATEWAY,
      Role.ACCOUNT_PROOF,
      Need.MANDATORY,
      "all 64 bytes of report data in the account's quote with SHA-512 of \"acme-account:\" and the"
          + " account's URI",
      "CAA records let this account get certificates, so the TD must be the one to name it."),
  /** The manifest. */
  RD_C1(
      "RD-C1",
      DomainKind.CUSTOM,
      Role.ACCOUNT_PROOF,
      Need.MANDATORY,
      "all 64 bytes of report data in the quote with SHA-256 of the manifest and 32 zero bytes",
      "This binds the listed certificates to a TD; no other check does."),
  /** The manifest's grammar. */
  MF_1(
      "MF-1",
      DomainKind.CUSTOM,
      Role.ACCOUNT_PROOF,
      Need.MANDATORY,
      "the manifest with its grammar: known names, none twice, the needed ones there",
      "A name or line that can be read in two ways can hide another file."),
  /** The manifest's files. */
  MF_2(
      "MF-2",
      DomainKind.CUSTOM,
      Role.ACCOUNT_PROOF,
      Need.MANDATORY,
      "SHA-256 of each file with its line in the manifest",
      "Only what the manifest's hash covers is what the TD spoke of."),
  /** The certificate in the evidence. */
  CERT_1(
      "CERT-1",
      DomainKind.CUSTOM,
      Role.OTHER,
      Need.MANDATORY,
      "the certificate that was served with the one in the manifest for this name",
      "Evidence can be copied to any server; the key of the connection cannot."),
  /** The ACME account document. */
  ACCT_1(
      "ACCT-1",
      DomainKind.CUSTOM,
      Role.ACCOUNT_PROOF,
      Need.MANDATORY,
      "the ACME account's URI with production hosts and their syntax, or with the policy's list",
      "CAA records let this account get certificates; the document only declares it."),
  /** RTMR3. */
  EL_1(
      "EL-1",
      Need.MANDATORY,
      "RTMR3 by replay of the log, with digests recomputed from names and payloads, with the quote",
      "Only a log that replays says what was measured."),
  /** The system events. */
  EL_2(
      "EL-2",
      Need.MANDATORY,
      "the events up to system-ready with the order, counts and lengths that dstack's guest gives"
          + " them",
      "Elsewhere an app could add events that look like the system's."),
  /** The other registers. */
  EL_3(
      "EL-3",
      Need.OPTIONAL,
      "RTMR0 to RTMR2 by replay, where the log has their events, with the quote",
      "It says how the machine booted; what may boot is OS-1's business."),
  /** The app. */
  ID_1(
      "ID-1",
      Need.MANDATORY,
      "the measured compose hash with those that the policy allows",
      "Any app in a TD can ask for any report data: only its code's hash says that it is the right"
          + " one."),
  /** The app's id. */
  ID_2(
      "ID-2",
      Need.IF_IT_APPLIES,
      "the measured app id with those that the policy allows",
      "The KMS gives keys by app id."),
  /** MRCONFIGID. */
  ID_3(
      "ID-3",
      Need.IF_IT_APPLIES,
      "MRCONFIGID with the identity that the log proves",
      "The two are stated by different parties, host and guest; they must not contradict each"
          + " other."),
  /** The key provider. */
  ID_4(
      "ID-4",
      Need.IF_IT_APPLIES,
      "the measured key provider's kind and id with those that the policy allows",
      "Who runs another KMS has the keys of the apps that trust it."),
  /** The OS image. */
  OS_1(
      "OS-1",
      Need.MANDATORY,
      "MRTD, RTMR1 and RTMR2, or the image that they are the registers of, with the images that the"
          + " policy allows",
      "What the guest measures can be believed only if the guest is dstack's."),
  /** No development image. */
  OS_2(
      "OS-2",
      Need.MANDATORY,
      "the allowed image with the policy's word on whether it is for development",
      "A development image lets its operator log in."),
  /** ACPI tables. */
  OS_3(
      "OS-3",
      Need.OPTIONAL,
      "the contents of the ACPI tables with what QEMU makes",
      "The host makes these tables, and they can carry code."),
  /** The CAA lock. */
  CAA_1(
      "CAA-1",
      Need.MANDATORY,
      "the CAA records for the certificate's kind of name with the one account that may issue",
      "Who can get another certificate for the name needs no key from the TD."),
  /** The CAA lock below a wildcard. */
  CAA_2(
      "CAA-2",
      Need.IF_IT_APPLIES,
      "the CAA records for concrete names below a wildcard with the one account that may issue",
      "A certificate for one concrete name serves it as well as the wildcard does."),
  /** The CAA accounts. */
  CAA_3(
      "CAA-3",
      Need.MANDATORY,
      "the accounts in CAA records with those proven or allowed",
      "A lock to somebody else's account is no lock."),
  /** DNSSEC. */
  CAA_4(
      "CAA-4",
      Need.OPTIONAL,
      "the DNSSEC state of the CAA answers",
      "Unsigned answers can be forged on the way."),
  /** Certificates in CT logs. */
  CT_1(
      "CT-1",
      Need.MANDATORY,
      "the keys of all unexpired certificates for the names in CT logs with the attested ones",
      "A key that is not attested and has a certificate can serve the name from anywhere."),
  /** Completeness of the CT data. */
  CT_2(
      "CT-2",
      Need.MANDATORY,
      "the CT data with its own limits and errors",
      "A list that ends early hides what comes after."),
  /** The routing record. */
  DNS_1(
      "DNS-1",
      DomainKind.CUSTOM,
      Role.OTHER,
      Need.OPTIONAL,
      "the app or instance in the TXT routing record with the measured one",
      "Whoever writes the record chooses who ends the TLS connection."),
  /** Freshness. */
  FRESH_1(
      "FRESH-1",
      Need.OPTIONAL,
      "the age of the quotes with a challenge",
      "A quote has no date: it may be older than the key's last theft."),
  /** The compose file. */
  CMP_1(
      "CMP-1",
      Need.OPTIONAL,
      "the measured compose file with rules: images pinned by digest, no privileged service, no"
          + " socket of the host, scripts and variables named",
      "A hash pins the text of the compose file, not what the text lets others change.");

  /** Whether a check counts for the verdict, unless the policy says otherwise. */
  enum Need {
    MANDATORY,
    IF_IT_APPLIES,
    OPTIONAL
  }

  /** What passing a check is a proof of, together with the others of its role. */
  private enum Role {
    /** That the TD is the one to name the ACME account. */
    ACCOUNT_PROOF,
    OTHER
  }

  private final String id;
  private final @Nullable DomainKind only;
  private final Role role;
  private final Need need;
  private final String compared;
  private final String why;

  /** A check of all kinds of domains. */
  Check(String id, Need need, String compared, String why) {
    this(id, null, Role.OTHER, need, compared, why);
  }

  /** A check of one kind of domain only, or of all. */
  Check(String id, @Nullable DomainKind only, Role role, Need need, String compared, String why) {
    this.id = id;
    this.only = only;
    this.role = role;
    this.need = need;
    this.compared = compared;
    this.why = why;
  }

  /** The stable id, such as {@code RD-G1}. */
  public String id() {
    return id;
  }

  /** What is compared with what. */
  public String compared() {
    return compared;
  }

  /** Why that matters. */
  public String why() {
    return why;
  }

  Need need() {
    return need;
  }

  /** The check of this id. */
  public static Optional<Check> ofId(String id) {
    return Arrays.stream(values()).filter(check -> check.id.equals(id)).findFirst();
  }

  /** The checks of a kind of domain, in the order of reports. */
  public static List<Check> of(DomainKind kind) {
    return Arrays.stream(values()).filter(check -> check.isOf(kind)).toList();
  }

  /** The checks that prove the ACME account of a kind of domain when all of them pass. */
  public static List<Check> accountProofs(DomainKind kind) {
    return of(kind).stream().filter(check -> check.role == Role.ACCOUNT_PROOF).toList();
  }

  /** Whether a kind of domain has this check. */
  public boolean isOf(DomainKind kind) {
    return only == null || only == kind;
  }
}
