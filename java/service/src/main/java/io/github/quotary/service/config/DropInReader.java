package io.github.quotary.service.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.quotary.domain.dstack.image.OsImageAllowList;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads how clients of other services are answered. */
final class DropInReader {
  private static final int HASH = 32;
  private static final int REGISTER = 48;
  private static final int MAX_IMAGES = 10_000;
  private static final int HOUR = 3600;

  private DropInReader() {}

  static Settings.Dstack dstack(Members dstack) {
    Settings.Dstack read =
        new Settings.Dstack(dstack.flag("policyCounts", false), osImages(dstack));
    dstack.end();
    return read;
  }

  private static Optional<OsImageAllowList> osImages(Members dstack) {
    JsonNode array = dstack.take("osImages").orElse(null);
    if (array == null) {
      return Optional.empty();
    }
    if (!array.isArray() || array.isEmpty() || array.size() > MAX_IMAGES) {
      throw new SettingsException(
          dstack.place("osImages") + " must be an array of 1 to " + MAX_IMAGES + " objects");
    }
    List<OsImageAllowList.Tuple> registers = new ArrayList<>();
    List<OsImageAllowList.Hash> hashes = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      Members image =
          new Members(array.get(i), dstack.place("osImages") + "[" + i + "]", Path.of(""));
      String label = image.requiredText("label");
      if (image.has("osImageHash")) {
        hashes.add(new OsImageAllowList.Hash(label, image.bytes("osImageHash", HASH)));
      } else {
        registers.add(
            new OsImageAllowList.Tuple(
                label,
                image.bytes("mrTd", REGISTER),
                image.bytes("rtmr1", REGISTER),
                image.bytes("rtmr2", REGISTER)));
      }
      image.end();
    }
    return Optional.of(OsImageAllowList.of(registers, hashes));
  }

  static Settings.Envoy envoy(Members envoy) {
    Settings.Envoy read =
        new Settings.Envoy(
            header(envoy, "header", "x-tdx-quote"),
            binding(envoy),
            header(envoy, "nonceHeader", "x-tdx-nonce"),
            envoy.flag("peerCertificate", true),
            envoy.flag("forwardedCertificate", false),
            envoy.integer("decisions", 10_000, 0, 1_000_000),
            envoy.seconds("decisionSeconds", HOUR, 0, 24 * HOUR));
    if (read.header().equals(read.nonceHeader())) {
      throw new SettingsException(
          envoy.place("nonceHeader") + " is the header of the quote; another one is needed");
    }
    envoy.end();
    return read;
  }

  private static Settings.Envoy.Binding binding(Members envoy) {
    String name = envoy.text("binding").orElse("key");
    for (Settings.Envoy.Binding each : Settings.Envoy.Binding.values()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(name)) {
        return each;
      }
    }
    throw new SettingsException(
        envoy.place("binding") + " is \"" + name + "\"; key, nonce or none is possible");
  }

  /** The service's own headers are taken out of requests. */
  private static String header(Members envoy, String name, String otherwise) {
    String header = envoy.text(name).orElse(otherwise).toLowerCase(Locale.ROOT);
    if (!header.matches("[a-z0-9][a-z0-9_-]{0,63}") || header.startsWith("x-quotary-")) {
      throw new SettingsException(
          envoy.place(name)
              + " is \""
              + header
              + "\"; the name of a header is needed: letters, digits, '-' and '_', not one of"
              + " x-quotary-");
    }
    return header;
  }
}
