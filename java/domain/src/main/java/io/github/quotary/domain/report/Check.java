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
      "the served chain with {web roots}, its validity dates, and its names with the host"
          + " (RFC 9525)",
      "Otherwise a machine in the middle can present copied evidence and its own certificate."),
  /** Evidence and certificate belong together. */
  TLS_2(
      "TLS-2",
      Need.MANDATORY,
      "the certificates of all connections that the evidence came over",
      "Evidence from one server says nothing about the key of another server with the same"
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
      "the served certificate's signed certificate timestamps with the keys of CT logs",
      "Monitors can only see certificates that are in public logs."),
  /** The formats. */
  PARSE_1(
      "PARSE-1",
      Need.MANDATORY,
      "every document with its format: sizes, depth, counts, no duplicate members, strict"
          + " hexadecimal",
      "Two parsers can read two different proofs from an ambiguous document."),
  /** The quotes are genuine. */
  Q_1(
      "Q-1",
      Need.MANDATORY,
      "every quote's signatures, certificates, revocation lists and collateral up to {root}, at the"
          + " time of verification",
      "Anyone can make up a quote that does not verify up to {root}."),
  /** The TDs are closed. */
  Q_2(
      "Q-2",
      Need.MANDATORY,
      "the TD attributes, the SEAM module's signer and the service TD with the policy",
      "The host can read a debug TD's memory, and may migrate a migratable TD."),
  /** The platforms are patched. */
  Q_3(
      "Q-3",
      Need.MANDATORY,
      "the TCB status that the collateral gives each platform with the accepted statuses",
      "On a platform with known vulnerabilities, isolation may already be broken."),
  /** The served key. */
  RD_G1(
      "RD-G1",
      DomainKind.GATEWAY,
      Role.OTHER,
      Need.MANDATORY,
      "all 64 bytes of a quote's report data with SHA-512 of \"zt-cert:\" and the served key",
      "Only this check binds the key of the TLS connection to a TD."),
  /** The other keys. */
  RD_G2(
      "RD-G2",
      DomainKind.GATEWAY,
      Role.OTHER,
      Need.MANDATORY,
      "every other key that the gateway lists with a quote of its own",
      "Without proof, a certificate with a listed key may be used outside any TD."),
  /** The ACME account. */
  RD_G3(
      "RD-G3",
      DomainKind.GATEWAY,
      Role.ACCOUNT_PROOF,
      Need.MANDATORY,
      "all 64 bytes of report data in the account's quote with SHA-512 of \"acme-account:\" and the"
          + " account's URI",
      "CAA records allow this account to get certificates, so the TD itself must name it."),
  /** The manifest. */
  RD_C1(
      "RD-C1",
      DomainKind.CUSTOM,
      Role.ACCOUNT_PROOF,
      Need.MANDATORY,
      "all 64 bytes of the quote's report data with SHA-256 of the manifest and 32 zero bytes",
      "Only this check binds the listed certificates to a TD."),
  /** The manifest's grammar. */
  MF_1(
      "MF-1",
      DomainKind.CUSTOM,
      Role.ACCOUNT_PROOF,
      Need.MANDATORY,
      "the manifest with its grammar: known names, no duplicates, all required names present",
      "An ambiguous name or line can hide another file."),
  /** The manifest's files. */
  MF_2(
      "MF-2",
      DomainKind.CUSTOM,
      Role.ACCOUNT_PROOF,
      Need.MANDATORY,
      "SHA-256 of each file with its line in the manifest",
      "The TD attests only what the manifest's hash covers."),
  /** The certificate in the evidence. */
  CERT_1(
      "CERT-1",
      DomainKind.CUSTOM,
      Role.OTHER,
      Need.MANDATORY,
      "the served certificate with the manifest's certificate for this name",
      "Evidence can be copied to any server; the key of the connection cannot."),
  /** The ACME account document. */
  ACCT_1(
      "ACCT-1",
      DomainKind.CUSTOM,
      Role.ACCOUNT_PROOF,
      Need.MANDATORY,
      "the ACME account's URI with known production services, or with the policy's list",
      "CAA records allow this account to get certificates; the document only declares it."),
  /** RTMR3. */
  EL_1(
      "EL-1",
      Need.MANDATORY,
      "RTMR3 in the quote with a replay of the log, its digests recomputed from names and payloads",
      "Only a log that replays shows what was measured."),
  /** The system events. */
  EL_2(
      "EL-2",
      Need.MANDATORY,
      "the events up to system-ready with the order, counts and lengths that dstack's guest emits",
      "Otherwise an app could add events that look like the system's."),
  /** The other registers. */
  EL_3(
      "EL-3",
      Need.OPTIONAL,
      "RTMR0 to RTMR2 in the quote with a replay, where the log has their events",
      "It shows how the machine booted; OS-1 checks what may boot."),
  /** The app. */
  ID_1(
      "ID-1",
      Need.MANDATORY,
      "the measured compose hash with the hashes that the policy allows",
      "Any app in a TD can request any report data: only the hash of its code identifies it."),
  /** The app's id. */
  ID_2(
      "ID-2",
      Need.IF_IT_APPLIES,
      "the measured app id with the ids that the policy allows",
      "The KMS releases keys by app id."),
  /** MRCONFIGID. */
  ID_3(
      "ID-3",
      Need.IF_IT_APPLIES,
      "MRCONFIGID with the identity that the log proves",
      "Host and guest state them independently; they must not contradict each other."),
  /** The key provider. */
  ID_4(
      "ID-4",
      Need.IF_IT_APPLIES,
      "the measured key provider's kind and id with those that the policy allows",
      "Whoever runs a KMS holds the keys of the apps that trust it."),
  /** The OS image. */
  OS_1(
      "OS-1",
      Need.MANDATORY,
      "MRTD, RTMR1 and RTMR2, or the image that produces them, with the images that the policy"
          + " allows",
      "The guest's measurements are credible only if the guest is dstack's."),
  /** No development image. */
  OS_2(
      "OS-2",
      Need.MANDATORY,
      "the allowed image with the policy's flag for development images",
      "A development image lets its operator log in."),
  /** ACPI tables. */
  OS_3(
      "OS-3",
      Need.OPTIONAL,
      "the contents of the ACPI tables with those that QEMU generates",
      "The host generates these tables, and they can contain code."),
  /** The CAA lock. */
  CAA_1(
      "CAA-1",
      Need.MANDATORY,
      "the CAA records for the certificate's kind of name with the accounts that may get a"
          + " certificate",
      "Whoever can get another certificate for the name does not need the TD's key."),
  /** The CAA lock below a wildcard. */
  CAA_2(
      "CAA-2",
      Need.IF_IT_APPLIES,
      "the CAA records for concrete names below a wildcard with the accounts that may get a"
          + " certificate",
      "For a concrete name, its own certificate works as well as the wildcard's."),
  /** The CAA accounts. */
  CAA_3(
      "CAA-3",
      Need.MANDATORY,
      "the accounts in CAA records with the proven or allowed accounts",
      "Locking issuance to someone else's account protects nothing."),
  /** DNSSEC. */
  CAA_4(
      "CAA-4",
      Need.OPTIONAL,
      "the DNSSEC state of the CAA answers",
      "Unsigned answers can be forged in transit."),
  /** Certificates in CT logs. */
  CT_1(
      "CT-1",
      Need.MANDATORY,
      "the keys of all unexpired certificates for the names in CT logs with the attested keys",
      "An unattested key with a certificate can serve the name from anywhere."),
  /** Completeness of the CT data. */
  CT_2(
      "CT-2",
      Need.MANDATORY,
      "the CT data with its own limits and errors",
      "A truncated list hides the rest."),
  /** The routing record. */
  DNS_1(
      "DNS-1",
      DomainKind.CUSTOM,
      Role.OTHER,
      Need.OPTIONAL,
      "the app or instance in the TXT routing record with the measured one",
      "Whoever controls the record chooses who terminates the TLS connection."),
  /** Freshness. */
  FRESH_1(
      "FRESH-1",
      Need.OPTIONAL,
      "the answer to a challenge with the nonce, and with all that was captured over the same"
          + " connection",
      "A quote has no date: it may predate a theft of the key."),
  /** The compose file. */
  CMP_1(
      "CMP-1",
      Need.OPTIONAL,
      "the measured compose file with rules: images pinned by digest, no privileged service, no"
          + " host socket, scripts and variables listed",
      "A hash pins the compose file's text, not what the text lets others change.");

  /** Whether a check counts for the verdict, unless the policy says otherwise. */
  enum Need {
    MANDATORY,
    IF_IT_APPLIES,
    OPTIONAL
  }

  /** What a check proves together with the other checks of its role. */
  private enum Role {
    /** That the TD itself names the ACME account. */
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

  /** What is compared with what, with the roots that were used. */
  public String compared(Provenance provenance) {
    return provenance.worded(compared);
  }

  /** Why the check matters, with the roots that were used. */
  public String why(Provenance provenance) {
    return provenance.worded(why);
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
