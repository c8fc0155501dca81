package io.github.quotary.cli.option;

import io.github.quotary.cli.proxy.ProxySettings;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.evidence.input.BoundedFiles;
import io.github.quotary.evidence.input.InputException;
import io.github.quotary.pcs.client.PcsClient;
import io.github.quotary.pcs.client.PcsEndpoint;
import io.github.quotary.pcs.client.PcsTls;
import io.github.quotary.pki.TrustAnchor;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The services to query for collateral, and the TLS certificates to accept. */
public final class PcsOptions {
  @Option(
      names = "--pcs",
      paramLabel = "URL|NAME",
      converter = EndpointConverter.class,
      description = {
        "Service to query for collateral: an address such as https://pccs.example:8081, or"
            + " intel, azure, alibaba, alibaba:REGION, phala.",
        "Several are queried in order."
      })
  private @Nullable List<PcsEndpoint> endpoints;

  @Option(
      names = "--pcs-ca",
      paramLabel = "PEM",
      description =
          "Certificates trusted as issuers of a service's TLS certificate, in addition to those"
              + " that the Java runtime trusts.")
  private @Nullable Path authorities;

  @Option(
      names = "--pcs-pin",
      paramLabel = "PEM",
      description =
          "The TLS certificate that every service must present, whatever host names it contains:"
              + " for a self-signed one.")
  private @Nullable Path pinned;

  @Option(
      names = "--offline",
      description = "Uses no network, whatever else is given: files and caches only.")
  private boolean offline;

  /** For picocli. */
  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  public PcsOptions() {}

  /** Whether the network is switched off. */
  public boolean isOffline() {
    return offline;
  }

  /** Whether a service was given. */
  public boolean isNamed() {
    return !endpoints().isEmpty();
  }

  /** The services' addresses in words; that of Intel's, if none was given. */
  public String words() {
    return "the service "
        + asked().stream()
            .map(endpoint -> endpoint.base().toString())
            .collect(Collectors.joining(", "));
  }

  private List<PcsEndpoint> asked() {
    List<PcsEndpoint> named = endpoints();
    return named.isEmpty() ? List.of(PcsEndpoint.intel()) : named;
  }

  private List<PcsEndpoint> endpoints() {
    if (endpoints == null && (authorities != null || pinned != null)) {
      throw new InputException("--pcs-ca and --pcs-pin need --pcs");
    }
    return endpoints == null ? List.of() : List.copyOf(endpoints);
  }

  /** The services in words; Intel's, if none was given. */
  public String name() {
    return asked().stream().map(PcsEndpoint::toString).collect(Collectors.joining(", "));
  }

  /** A client for these services; Intel's, if none was given. It sends nothing if offline. */
  public PcsClient client(TrustAnchor anchor, EcdsaP256 engine, Clock clock) {
    PcsClient.Builder builder =
        PcsClient.builder().trustAnchor(anchor).engine(engine).clock(clock).offline(offline);
    if (!offline) {
      builder.proxy(ProxySettings.ofProcess().selector());
    }
    asked().forEach(builder::endpoint);
    tls().ifPresent(builder::sslContext);
    return builder.build();
  }

  private Optional<SSLContext> tls() {
    if (authorities != null && pinned != null) {
      throw new InputException("Use either --pcs-ca or --pcs-pin, not both");
    }
    return pinned != null
        ? context(pinned, PcsTls::pinning)
        : context(authorities, PcsTls::trustingAlso);
  }

  private static Optional<SSLContext> context(
      @Nullable Path file, Function<byte[], SSLContext> maker) {
    if (file == null) {
      return Optional.empty();
    }
    byte[] pem = BoundedFiles.read(file);
    try {
      return Optional.of(maker.apply(pem));
    } catch (IllegalArgumentException e) {
      throw new InputException(file + ": " + e.getMessage());
    }
  }

  /** An address or the name of a preset. */
  private static final class EndpointConverter implements ITypeConverter<PcsEndpoint> {
    @Override
    public PcsEndpoint convert(String value) {
      try {
        return PcsEndpoint.parse(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }
}
