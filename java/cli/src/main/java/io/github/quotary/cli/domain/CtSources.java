package io.github.quotary.cli.domain;

import io.github.quotary.cli.proxy.ProxySettings;
import io.github.quotary.domain.capture.CertSpotterClient;
import io.github.quotary.domain.capture.CrtShClient;
import io.github.quotary.domain.capture.CtRequests;
import io.github.quotary.domain.ct.CtSource;
import io.github.quotary.evidence.input.BoundedFiles;
import io.github.quotary.evidence.input.InputException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes sources of Certificate Transparency from what the option says. */
final class CtSources {
  /** Name of a source that is none. */
  static final String NONE = "none";

  /** Where to look if nothing is said. */
  static final List<String> USUAL = List.of("crtsh", "certspotter");

  private static final String TOKEN_VARIABLE = "QUOTARY_CERTSPOTTER_TOKEN";
  private static final String ISSUANCES = "/v1/issuances";

  private final CtRequests requests;
  private final Optional<String> token;

  private CtSources(CtRequests requests, Optional<String> token) {
    this.requests = requests;
    this.token = token;
  }

  /**
   * Sources that are asked in the usual way.
   *
   * @param tokenFile holds Cert Spotter's token; else it is in the environment, or there is none
   */
  static CtSources of(@Nullable Path tokenFile) {
    Optional<String> text =
        tokenFile == null
            ? Optional.ofNullable(System.getenv(TOKEN_VARIABLE))
            : Optional.of(new String(BoundedFiles.read(tokenFile), StandardCharsets.UTF_8));
    Optional<String> token = text.map(String::strip).filter(line -> !line.isEmpty());
    if (token.isPresent() && !token.get().matches("[!-~]+")) {
      throw new InputException(
          (tokenFile == null ? TOKEN_VARIABLE : tokenFile)
              + " is not a token: one line of printable ASCII");
    }
    return new CtSources(CtRequests.usual().withProxy(ProxySettings.ofProcess().selector()), token);
  }

  /** A service by its name or address, or a file with an answer. */
  CtSource source(String name) {
    if (name.equals("crtsh")) {
      return new CrtShClient(CrtShClient.PUBLIC, requests);
    }
    if (name.equals("certspotter")) {
      return new CertSpotterClient(CertSpotterClient.PUBLIC, token, requests);
    }
    if (!isUrl(name)) {
      return file(Path.of(name));
    }
    try {
      URI address = URI.create(name.replaceFirst("/+$", ""));
      return String.valueOf(address.getPath()).endsWith(ISSUANCES)
          ? new CertSpotterClient(address, token, requests)
          : new CrtShClient(URI.create(address + "/"), requests);
    } catch (IllegalArgumentException e) {
      throw new InputException("--ct " + name + ": " + e.getMessage());
    }
  }

  /** Whether it is a service. */
  static boolean isService(String name) {
    return USUAL.contains(name) || isUrl(name);
  }

  private static boolean isUrl(String name) {
    return name.startsWith("http://") || name.startsWith("https://");
  }

  private static CtSource file(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new InputException(
          "No such file: "
              + file
              + "; --ct takes crtsh, certspotter, an address, a file, a directory or none");
    }
    return CtSource.ofAnswer("the file " + file.getFileName(), BoundedFiles.read(file));
  }
}
