package io.github.quotary.simulator.domain;

import io.github.quotary.simulator.dstack.DstackApp;

/**
 * The registers that an OS image gives. Lower-case hex.
 *
 * @param label its name, for reports
 * @param osImageHash its hash, 32 octets
 * @param mrTd 48 octets
 * @param rtmr1 48 octets
 * @param rtmr2 48 octets
 * @param development whether its operator can log in
 */
public record ImagePins(
    String label,
    String osImageHash,
    String mrTd,
    String rtmr1,
    String rtmr2,
    boolean development) {

  static ImagePins of(String label, DstackApp app, boolean development) {
    return new ImagePins(
        label,
        app.osImageHash(),
        app.mrTd(),
        app.eventLog().rtmr(1),
        app.eventLog().rtmr(2),
        development);
  }
}
