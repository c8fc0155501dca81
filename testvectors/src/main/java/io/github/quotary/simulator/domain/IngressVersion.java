package io.github.quotary.simulator.domain;

import io.github.quotary.simulator.dstack.DstackEra;

/** Versions of dstack-ingress that differ in the evidence that they write. */
public enum IngressVersion {
  /** April to August 2025: one domain, {@code cert.pem}, a raw quote. */
  ING_0(DstackEra.V0_4, AccountForm.CERTBOT, true, false),
  /** 1.0 to 1.4, nginx: a certificate for each domain. */
  ING_1(DstackEra.V0_5, AccountForm.CERTBOT, false, false),
  /** 2.0 and later, HAProxy with mini_httpd behind it, which ends each connection. */
  ING_2(DstackEra.V0_5_5, AccountForm.CERTBOT, false, true),
  /** July 2026 and later: lego instead of certbot. */
  ING_2_3(DstackEra.V0_5_6, AccountForm.LEGO_4, false, true);

  private final DstackEra era;
  private final AccountForm account;
  private final boolean first;
  private final boolean closesConnections;

  IngressVersion(DstackEra era, AccountForm account, boolean first, boolean closesConnections) {
    this.era = era;
    this.account = account;
    this.first = first;
    this.closesConnections = closesConnections;
  }

  /** The dstack that it runs on. */
  public DstackEra era() {
    return era;
  }

  /** The form of its account document. */
  public AccountForm account() {
    return account;
  }

  /** Whether its quotes come from {@code Tappd.RawQuote}. */
  boolean quotesRaw() {
    return first;
  }

  boolean closesConnections() {
    return closesConnections;
  }

  /** The name of a domain's certificate file. */
  String certificateFile(String domain) {
    return first ? "cert.pem" : "cert-" + domain + ".pem";
  }
}
