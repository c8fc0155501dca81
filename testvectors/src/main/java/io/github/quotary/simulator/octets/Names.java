package io.github.quotary.simulator.octets;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;

/** Distinguished names: Intel's form, with an organisation that cannot be mistaken for Intel. */
public final class Names {
  private Names() {}

  public static X500Name of(String commonName) {
    return new X500NameBuilder(BCStyle.INSTANCE)
        .addRDN(BCStyle.CN, commonName)
        .addRDN(BCStyle.O, "Quotary Simulator")
        .addRDN(BCStyle.L, "Santa Clara")
        .addRDN(BCStyle.ST, "CA")
        .addRDN(BCStyle.C, "US")
        .build();
  }
}
