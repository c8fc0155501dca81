package io.github.quotary.domain.capture;

import io.github.quotary.domain.certificate.DnsName;
import io.github.quotary.domain.evidence.RawBytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The certificate files that a manifest lists. A name is requested only if it is one that the
 * producer makes; whether the manifest is sound is not for the capture to say.
 */
final class ManifestNames {
  private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
  private static final Pattern CERTIFICATE =
      Pattern.compile("cert(-localhost|-(\\*\\.)?" + LABEL + "(\\." + LABEL + "){1,40})?\\.pem");
  private static final Pattern LINE =
      Pattern.compile("[0-9A-Fa-f]{64} [ *](" + CERTIFICATE.pattern() + ")\\r?");
  private static final int MAX_NAME = 270;

  private ManifestNames() {}

  /** Request names of certificate files, those that matter most for the host first. */
  static List<String> certificates(RawBytes manifest, DnsName host) {
    List<String> names = new ArrayList<>();
    String text = new String(manifest.toByteArray(), StandardCharsets.ISO_8859_1);
    for (String line : text.split("\n", -1)) {
      Matcher matcher = LINE.matcher(line);
      if (line.length() <= 66 + MAX_NAME && matcher.matches()) {
        String name = matcher.group(1);
        if (!names.contains(name)) {
          names.add(name);
        }
      }
    }
    names.sort(Comparator.comparingInt(name -> rank(name, host)));
    return names;
  }

  private static int rank(String name, DnsName host) {
    if (name.equalsIgnoreCase("cert-" + host + ".pem")) {
      return 0;
    }
    if (name.equalsIgnoreCase("cert-*." + host.rest() + ".pem")) {
      return 1;
    }
    return name.equals("cert.pem") ? 2 : 3;
  }
}
