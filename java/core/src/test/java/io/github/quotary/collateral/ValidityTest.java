package io.github.quotary.collateral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.fixture.Simulated;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.spec.CertificateSpec;
import io.github.quotary.simulator.spec.Chain;
import io.github.quotary.simulator.spec.CrlSpec;
import io.github.quotary.simulator.spec.PkiSpec;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.verify.VerificationResult.Verified;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Dates of all eight sources. Each in turn begins first, begins last, and ends first; the verdict
 * counts the seconds around its end as Intel does.
 */
class ValidityTest {
  private static final Instant FIRST = Instant.parse("2019-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("2026-06-14T00:00:00Z");
  private static final Instant END = Instant.parse("2026-06-16T00:00:00Z");

  /** The sources: how each is given dates, and whether its end makes a verdict expired. */
  private enum Source {
    TCB_INFO {
      @Override
      Scenario dated(Scenario scenario, Instant from, Instant until) {
        return scenario.withTcbInfo(i -> i.withIssueDate(from).withNextUpdate(until));
      }
    },
    QE_IDENTITY {
      @Override
      Scenario dated(Scenario scenario, Instant from, Instant until) {
        return scenario.withQeIdentity(i -> i.withIssueDate(from).withNextUpdate(until));
      }
    },
    ROOT_CRL {
      @Override
      Scenario dated(Scenario scenario, Instant from, Instant until) {
        return scenario.withPki(p -> p.withRootCrl(p.rootCrl().withWindow(from, until)));
      }
    },
    PCK_CRL {
      @Override
      Scenario dated(Scenario scenario, Instant from, Instant until) {
        return scenario.withPki(p -> p.withPckCrl(p.pckCrl().withWindow(from, until)));
      }
    },
    PCK_CERTIFICATE {
      @Override
      Scenario dated(Scenario scenario, Instant from, Instant until) {
        return scenario.withPki(p -> p.withPck(valid(p.pck(), from, until)));
      }
    },
    TCB_INFO_CHAIN {
      @Override
      Scenario dated(Scenario scenario, Instant from, Instant until) {
        return scenario.withPki(p -> first(p, Chain.TCB_INFO, from, until));
      }
    },
    QE_IDENTITY_CHAIN {
      @Override
      Scenario dated(Scenario scenario, Instant from, Instant until) {
        return scenario.withPki(p -> first(p, Chain.QE_IDENTITY, from, until));
      }
    },
    /** Only parsed: its dates are shown, and nothing else comes of them. */
    PCK_CRL_ISSUER_CHAIN {
      @Override
      Scenario dated(Scenario scenario, Instant from, Instant until) {
        return scenario.withPki(p -> first(p, Chain.PCK_CRL_ISSUER, from, until));
      }
    };

    abstract Scenario dated(Scenario scenario, Instant from, Instant until);

    boolean isCrl() {
      return this == ROOT_CRL || this == PCK_CRL;
    }

    private static CertificateSpec valid(CertificateSpec spec, Instant from, Instant until) {
      return spec.withNotBefore(from).withNotAfter(until);
    }

    private static PkiSpec first(PkiSpec pki, Chain chain, Instant from, Instant until) {
      List<CertificateSpec> certificates = new ArrayList<>(pki.chain(chain));
      certificates.set(0, valid(certificates.get(0), from, until));
      return pki.withChain(chain, certificates);
    }
  }

  private static Validity validity(Scenario scenario) {
    return Simulated.verified(Simulated.evidence(scenario)).validity();
  }

  @Test
  void ofTheDefaultScenario() {
    Validity validity = validity(Scenario.upToDate());
    assertEquals(Instant.parse("2020-01-01T00:00:00Z"), validity.earliestIssue());
    assertEquals(Instant.parse("2026-06-01T00:00:00Z"), validity.latestIssue());
    assertEquals(Instant.parse("2026-07-01T00:00:00Z"), validity.earliestExpiration());
  }

  @ParameterizedTest
  @EnumSource
  void everySourceCanBeginFirst(Source source) {
    assertEquals(FIRST, validity(source.dated(Scenario.upToDate(), FIRST, END)).earliestIssue());
  }

  @ParameterizedTest
  @EnumSource
  void everySourceCanBeginLastAndEndFirst(Source source) {
    Validity validity = validity(source.dated(Scenario.upToDate(), LAST, END));
    assertEquals(LAST, validity.latestIssue());
    assertEquals(END, validity.earliestExpiration());
  }

  @ParameterizedTest
  @EnumSource
  void theEndItselfIsStillValid(Source source) {
    Evidence evidence = Simulated.evidence(source.dated(Scenario.upToDate(), LAST, END));
    assertFalse(isExpired(evidence, END.minusSeconds(1)));
    assertFalse(isExpired(evidence, END));
    assertFalse(isExpired(evidence, END.plusNanos(999_999_999)));
    assertEquals(source != Source.PCK_CRL_ISSUER_CHAIN, isExpired(evidence, END.plusSeconds(1)));
  }

  /** A list counts from its beginning on; to Intel, before it is "expired", too. */
  @ParameterizedTest
  @EnumSource
  void onlyARevocationListIsExpiredBeforeItBegins(Source source) {
    Evidence evidence = Simulated.evidence(source.dated(Scenario.upToDate(), LAST, END));
    assertFalse(isExpired(evidence, LAST));
    assertEquals(source.isCrl(), isExpired(evidence, LAST.minusSeconds(1)));
  }

  private static boolean isExpired(Evidence evidence, Instant at) {
    Verified verified = Simulated.verified(evidence.withAt(at));
    assertEquals(
        verified.expired(),
        verified.violations().stream().anyMatch(violation -> violation.rule().equals("expired")));
    return verified.expired();
  }

  /** An empty window holds no instant. */
  @Test
  void aListThatEndsBeforeItBeginsIsAlwaysExpired() {
    CrlSpec list = Scenario.upToDate().pki().pckCrl().withWindow(END, LAST);
    Evidence evidence = Simulated.evidence(Scenario.upToDate().withPki(p -> p.withPckCrl(list)));
    assertTrue(isExpired(evidence, LAST));
    assertTrue(isExpired(evidence, END));
  }
}
