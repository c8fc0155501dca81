package io.github.quotary.verify;

import java.util.ArrayList;
import java.util.List;

/**
 * A flaw that verifiers have had, with the simulator's cases and the tests that show that it is not
 * here. A case is named by its id, a test by its file and method. There is no E7.
 */
enum KnownFlaw {
  A1(
      "the QE identity is not checked",
      "binding-qe-mr-signer binding-qe-prod-id binding-qe-debug binding-qe-misc-select"
          + " chain-qe-identity-by-pck qe-identity-signature-flipped"),
  A2(
      "collateral may be signed by any certificate below the root",
      "chain-tcb-info-by-pck chain-qe-identity-by-pck chain-tcb-signer-of-other-name"
          + " chain-tcb-info-by-platform-ca"),
  A3("a PCK certificate issues another", "chain-pck-issued-by-pck"),
  A4("collateral is used unsigned", "tcb-info-status-edited tcb-info-signature-zero"),
  A5(
      "success without collateral",
      "",
      "core/src/test/java/io/github/quotary/verify/CollateralSourceTest"
          + "#withoutASourceNothingIsDecided"),
  A6(
      "the root is known by its name",
      "chain-rogue-quote-chain chain-rogue-below-genuine-root chain-rogue-everything"
          + " chain-reissued-root-in-quote"),
  A7(
      "the key is bound in its 65-byte form",
      "quote-qe-report-data-uncompressed-point quote-qe-report-data-unbound"),
  A8("the vendor is not compared", "layout-vendor-unknown"),
  A9(
      "key, TEE and body types are not bound together",
      "layout-tee-type-sgx layout-tee-type-unknown layout-key-type-p384 layout-v5-body-type-of-sgx"
          + " layout-v5-body-type-5"),
  A10(
      "a root that is not self-issued ends the process",
      "",
      "core/src/test/java/io/github/quotary/pki/TrustAnchorTest"
          + "#aCertificateThatIsNotSelfIssuedIsRefused"),
  A11("an address comes from the evidence", "", own("a11SourceIsAskedByPlatformAlone")),

  B1(
      "a revocation list's signature is not checked",
      "crl-pck-crl-signed-by-other-key crl-root-crl-signed-by-other-key"),
  B2(
      "a revocation list is not matched to its issuer",
      "crl-pck-crl-names-other-issuer crl-pck-crl-is-root-crl"
          + " oddity-intermediate-serial-in-pck-crl oddity-pck-serial-in-root-crl"),
  B3(
      "expiry is not told",
      "crl-pck-crl-expired crl-root-crl-expired certificate-pck-expired"
          + " certificate-intermediate-expired certificate-tcb-signer-expired"),
  B4(
      "the future is accepted",
      "tcb-info-from-future qe-identity-from-future crl-pck-crl-from-future"
          + " certificate-pck-not-yet-valid"),
  B5("only the leaf can be revoked", "crl-intermediate-revoked crl-tcb-signer-revoked"),
  B6("the root is not looked up", "crl-root-revoked-by-itself"),
  B7(
      "an age on top of the issuer's window",
      "oddity-at-next-update",
      own("b7IssuersWindowIsTheOnlyAge"),
      "core/src/test/java/io/github/quotary/policy/PolicyFreshnessTest"
          + "#expiredIsTrustedUpToTheLastSecondOfItsGrace"),

  C1(
      "the module's status hides the platform's",
      "",
      levels("aVersionedModuleDoesNotHideThePlatform"),
      levels("aRevokedPlatformUnderAGoodModuleIsRevoked")),
  C2(
      "the TDX module is not evaluated",
      "binding-module-version-unknown binding-mr-signer-seam binding-seam-attributes"
          + " tcb-info-no-tdx-module combination-module-revoked"),
  C3("missing identities of modules pass", "tcb-info-no-module-identities"),
  C4(
      "fewer than 16 components count",
      "tcb-info-fifteen-components tcb-info-seventeen-components",
      levels("everySgxComponentCounts")),
  C5("the PCE-ID is not compared", "binding-pce-id-of-other-platform"),
  C6(
      "the FMSPC is not compared, or by its case",
      "binding-fmspc-of-other-platform oddity-fmspc-in-lower-case"),
  C7(
      "collateral of SGX, or of any version, is taken",
      "binding-tcb-info-of-sgx tcb-info-version-2-for-tdx tcb-info-version-4"
          + " binding-qe-identity-of-sgx qe-identity-version-1"),
  C8("levels are taken for sorted", "oddity-levels-unsorted oddity-qe-levels-unsorted"),
  C9(
      "components 0 and 1 of a versioned module are compared",
      "",
      levels("withAModuleVersionComponentsZeroAndOneAreTheModulesOwn")),
  C10(
      "a module's id is compared by its case",
      "oddity-module-id-in-lower-case",
      levels("theModuleIdIsHexadecimal")),
  C11(
      "the worst status in place of Intel's convergence",
      "combination-configuration-needed-qe-out-of-date"
          + " combination-sw-hardening-needed-module-out-of-date",
      "core/src/test/java/io/github/quotary/tcb/ConvergenceTest#platformModuleAndQe"),
  C12(
      "advice to relaunch is lost",
      "combination-relaunch-qe-out-of-date combination-relaunch-loader-out-of-date"
          + " outcome-td-relaunch-advised"),
  C13(
      "unknown statuses and overflows",
      "tcb-info-status-unknown tcb-info-svn-overflow certificate-sgx-extension-svn-overflow"),
  C14("Revoked is a status like others", "combination-qe-revoked combination-module-revoked"),
  C15("a status is a boolean", "", own("c15StatusIsNotABoolean")),
  C16(
      "an older data set is a way back",
      "oddity-evaluation-numbers-differ",
      "core/src/test/java/io/github/quotary/policy/PolicyTcbTest"
          + "#olderCollateralIsNoWayAroundARecovery"),
  C17(
      "the first finding ends the report",
      "",
      "core/src/test/java/io/github/quotary/verify/FullReportTest"
          + "#whatComesAfterTheFirstFailureIsCheckedToo",
      "core/src/test/java/io/github/quotary/verify/FullReportTest"
          + "#nothingIsCheckedAgainstADocumentThatIsNotTrusted"),

  D1("a TD in debug mode", "policy-td-debug"),
  D2(
      "attributes of a TD",
      "policy-td-no-sept-ve-disable policy-td-reserved-bit-1 policy-td-migratable"
          + " policy-td-perfmon"),
  D3("a service TD", "policy-service-td"),
  D4(
      "report data are not compared",
      "",
      "core/src/test/java/io/github/quotary/policy/PolicyReportDataTest"
          + "#allSixtyFourBytesAreCompared",
      "core/src/test/java/io/github/quotary/policy/PolicyReportDataTest"
          + "#byDefaultItIsWaivedByName"),
  D5(
      "a quote's bytes are its identity",
      "oddity-high-s oddity-trailing-zeros",
      own("d5MalleableBytesAreNoIdentity")),
  D6(
      "a list of modules blocks upgrades",
      "oddity-module-version-0 oddity-module-version-3",
      own("d6ModuleNeedsNoList")),

  E1(
      "payloads are not hashed again",
      "",
      logs("RtmrComparisonTest#namesTheEventWhosePayloadWasChangedBesideItsDigest")),
  E2(
      "the list that is checked is not the one that is replayed",
      "",
      logs("RuntimeEventLogTest#copiesWhatItReads"),
      logs("RuntimeEventLogTest#noticesThatAVersion2PreimageIsAnothers")),
  E3(
      "RTMR 3 of a log that cannot have it",
      "",
      logs("RtmrComparisonTest#takesRegistersFromTheLogThatHasThem"),
      logs("RtmrComparisonTest#doesNotAskABinaryLogForWhatItCannotHave")),
  E4("a register is off by one", "", logs("CcelLogTest#mapsRegisters")),
  E5(
      "the first or the last of two events wins",
      "",
      logs("RtmrComparisonTest#findsNoSingleEventAmongSeveral"),
      "domain/src/test/java/io/github/quotary/domain/dstack/SystemEventsTest#refuses"),
  E6(
      "a mismatch names no event",
      "",
      logs("RtmrComparisonTest#namesTheFirstEventAfterTheQuote"),
      logs("RtmrComparisonTest#namesTheFirstEventOfARegisterThatNothingExtended")),
  E8(
      "sizes and counts of a binary log",
      "",
      logs("CcelLogTest#refuses"),
      logs("CcelLogTest#refusesEveryTruncation")),

  F1(
      "lengths of authentication data",
      "layout-auth-size-zero layout-auth-size-huge layout-qe-auth-size-huge layout-empty"
          + " layout-truncated-by-one"),
  F2(
      "memory by a length of the attacker's",
      "layout-certification-size-huge",
      "core/src/test/java/io/github/quotary/property/AllocationPropertyTest"
          + "#aDeclaredSizeIsNotAllocated"),
  F3(
      "recursion without a limit",
      "tcb-info-deeply-nested tcb-info-nested-to-exhaustion",
      "core/src/test/java/io/github/quotary/pki/X509CertTest"
          + "#endlessNestingIsRefusedWithoutUsingUpTheStack"),
  F4(
      "a bad chain ends the process",
      "chain-not-pem chain-leaf-only certificate-sgx-extension-absent"),
  F5(
      "outer and inner certification types",
      "layout-outer-type-5 layout-certification-type-1 layout-certification-type-6"),
  F6("the QE's data have 32 bytes", "oddity-qe-auth-data-empty oddity-qe-auth-data-of-64-octets"),
  F7(
      "a body's size and type are not cross-checked",
      "layout-v5-body-size-plus-one layout-v5-body-size-negative"
          + " layout-v5-body-size-of-other-type"),
  F8("sizes of 2^31", "layout-outer-size-negative layout-auth-size-huge"),

  G1("JSON is written again before it is checked", "tcb-info-reformatted qe-identity-reformatted"),
  G2(
      "members twice",
      "tcb-info-duplicate-key tcb-info-duplicate-status tcb-info-escaped-duplicate-key"),
  G3("texts for numbers", "tcb-info-svn-as-text"),
  G4(
      "signatures of zeros, and out of range",
      "quote-signature-zero quote-signature-r-is-order quote-qe-report-signature-zero"
          + " tcb-info-signature-zero"),
  G5("a key off the curve", "quote-attestation-key-off-curve quote-attestation-key-zero"),
  G6(
      "leading zeros and high bits",
      "",
      "core/src/test/java/io/github/quotary/crypto/P256SignatureTest#keepsLeadingZerosAndHighBits"),
  G7(
      "encodings of lists and of chains in headers",
      "oddity-crls-as-pem oddity-crls-in-upper-case crl-pck-crl-garbage",
      "../collateral/src/test/java/io/github/quotary/pcs/document/IssuerChainHeaderTest"
          + "#anEscapedPercentSignIsDecodedOnce",
      "../collateral/src/test/java/io/github/quotary/pcs/document/IssuerChainHeaderTest"
          + "#everyNameIsFound"),
  G8(
      "offsets are wrong where nobody looks",
      "",
      "core/src/test/java/io/github/quotary/property/SignedFieldPropertyTest#aFieldOfATd",
      "core/src/test/java/io/github/quotary/property/SignedFieldPropertyTest"
          + "#aBitThatIsNotSignedAnew");

  private final String flaw;
  private final List<String> cases;
  private final List<String> tests;

  KnownFlaw(String flaw, String cases, String... tests) {
    this.flaw = flaw;
    this.cases = cases.isEmpty() ? List.of() : List.of(cases.split(" ", -1));
    List<String> paths = new ArrayList<>();
    for (String test : tests) {
      paths.add("java/" + test);
    }
    this.tests = List.copyOf(paths);
  }

  private static String own(String method) {
    return "core/src/test/java/io/github/quotary/verify/KnownFlawsTest#" + method;
  }

  private static String levels(String method) {
    return "core/src/test/java/io/github/quotary/tcb/LevelMatchingTest#" + method;
  }

  private static String logs(String test) {
    return "core/src/test/java/io/github/quotary/rtmr/" + test;
  }

  /** Ids of cases of the simulator. */
  List<String> cases() {
    return cases;
  }

  /** Files of the repository, without their ending, each with a method. */
  List<String> tests() {
    return tests;
  }

  @Override
  public String toString() {
    return name() + ": " + flaw;
  }
}
