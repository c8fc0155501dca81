package io.github.quotary.pcs.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A service with Intel's provisioning certification API. Immutable.
 *
 * <p>A base address may include the path of the API: {@code https://host:8081}, {@code
 * https://host:8081/sgx/certification/v4/} and {@code https://host:8081/tdx/certification/v4} are
 * equivalent. A path before that is preserved.
 */
public final class PcsEndpoint {
  static final URI INTEL_ROOT_CA_CRL =
      URI.create("https://certificates.trustedservices.intel.com/IntelSGXRootCA.der");

  private static final Pattern API_PATH =
      Pattern.compile("^(.*?)(?:/(?:sgx|tdx)/certification/(v\\d+))?/*$");
  private static final Pattern REGION = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private final String name;
  private final String base;
  private final ApiVersion version;
  private final List<URI> rootCaCrl;
  private final Map<String, String> headers;

  /** Versions of Intel's API. */
  enum ApiVersion {
    /** SGX only; used for revocation lists only. */
    V3,
    /** SGX and TDX. */
    V4;

    String path() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private PcsEndpoint(
      String name,
      String base,
      ApiVersion version,
      List<URI> rootCaCrl,
      Map<String, String> headers) {
    this.name = name;
    this.base = base;
    this.version = version;
    this.rootCaCrl = List.copyOf(rootCaCrl);
    this.headers = Map.copyOf(headers);
  }

  /** Intel's own service. */
  public static PcsEndpoint intel() {
    return of(URI.create("https://api.trustedservices.intel.com"))
        .withName("intel")
        .withRootCaCrl(INTEL_ROOT_CA_CRL);
  }

  /**
   * Azure's cache (Trusted Hardware Identity Management). It may serve older TCB info on purpose.
   */
  public static PcsEndpoint azure() {
    return preset("azure", "https://global.acccache.azure.net");
  }

  /**
   * Alibaba Cloud's cache.
   *
   * @param region such as {@code cn-beijing}
   * @throws IllegalArgumentException if it is not a valid region name
   */
  public static PcsEndpoint alibaba(String region) {
    if (!REGION.matcher(region).matches()) {
      throw new IllegalArgumentException(
          "'" + region + "' is not a valid region, such as cn-beijing");
    }
    return preset("alibaba", "https://sgx-dcap-server." + region + ".aliyuncs.com");
  }

  /** Phala's cache. */
  public static PcsEndpoint phala() {
    return preset("phala", "https://pccs.phala.network");
  }

  /** A cloud's cache; the root CA's revocation list falls back to Intel's own. */
  private static PcsEndpoint preset(String name, String base) {
    PcsEndpoint endpoint = of(URI.create(base));
    List<URI> places = new ArrayList<>(endpoint.rootCaCrl);
    places.add(INTEL_ROOT_CA_CRL);
    return new PcsEndpoint(name, endpoint.base, endpoint.version, places, Map.of());
  }

  /**
   * Any service with Intel's paths, such as your own PCCS. A base that ends in {@code
   * /sgx/certification/v3} is used for revocation lists only. The root CA's revocation list is
   * tried at the addresses that caching services use: {@code /sgx/certification/v4/rootcacrl},
   * {@code /IntelSGXRootCA.der}, {@code /sgx/certification/v4/crl?uri=}, and, as for every
   * revocation list that version 4 lacks, in version 3. No other host is contacted unless {@link
   * #withRootCaCrl} names one.
   *
   * @throws IllegalArgumentException unless it is an http or https address with a host and without
   *     user, query and fragment
   */
  public static PcsEndpoint of(URI address) {
    requirePlain(address);
    Matcher matcher = API_PATH.matcher(address.toString());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(address + " is not a valid base address");
    }
    String base = matcher.group(1);
    ApiVersion version = version(address, matcher.group(2));
    return new PcsEndpoint(base, base, version, rootCaCrlPlaces(base, version), Map.of());
  }

  /**
   * Parses an endpoint from a configuration file or a command line: {@code intel}, {@code azure},
   * {@code phala}, {@code alibaba} (region cn-beijing), {@code alibaba:REGION}, or an address as
   * {@link #of} takes it.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  public static PcsEndpoint parse(String text) {
    return switch (text) {
      case "intel" -> intel();
      case "azure" -> azure();
      case "phala" -> phala();
      case "alibaba" -> alibaba("cn-beijing");
      default -> text.startsWith("alibaba:") ? alibaba(text.substring(8)) : ofText(text);
    };
  }

  private static PcsEndpoint ofText(String text) {
    URI address;
    try {
      address = new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a valid address: " + e.getReason(), e);
    }
    if (address.getScheme() == null) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is neither an address, such as https://host:8081, nor one of intel, azure,"
              + " alibaba, alibaba:REGION and phala");
    }
    return of(address);
  }

  private static void requirePlain(URI address) {
    String scheme = address.getScheme();
    boolean http = "http".equals(scheme) || "https".equals(scheme);
    if (!http || address.getHost() == null) {
      throw new IllegalArgumentException(
          address + " is not an address of the form https://host[:port][/path]");
    }
    if (address.getRawUserInfo() != null
        || address.getRawQuery() != null
        || address.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "A base address must not have a user, query or fragment; host: " + address.getHost());
    }
  }

  private static ApiVersion version(URI address, @Nullable String version) {
    if (version == null || version.equals("v4")) {
      return ApiVersion.V4;
    }
    if (version.equals("v3")) {
      return ApiVersion.V3;
    }
    throw new IllegalArgumentException(
        address + " has API version " + version + "; supported are v3 and v4");
  }

  private static List<URI> rootCaCrlPlaces(String base, ApiVersion version) {
    String api = base + "/sgx/certification/" + version.path();
    URI file = URI.create(base + "/IntelSGXRootCA.der");
    URI own = URI.create(api + "/rootcacrl");
    URI byAddress =
        URI.create(
            api
                + "/crl?uri="
                + INTEL_ROOT_CA_CRL.toString().replace(":", "%3A").replace("/", "%2F"));
    URI old = URI.create(base + "/sgx/certification/v3/rootcacrl");
    return version == ApiVersion.V3
        ? List.of(own, file, byAddress)
        : List.of(own, file, byAddress, old);
  }

  /** The same endpoint with another name, which is used in metrics and messages. */
  public PcsEndpoint withName(String value) {
    return new PcsEndpoint(value, base, version, rootCaCrl, headers);
  }

  /** The same endpoint with a single address for the root CA's revocation list. */
  public PcsEndpoint withRootCaCrl(URI address) {
    return new PcsEndpoint(name, base, version, List.of(address), headers);
  }

  /** The same endpoint with a header for every request, such as a subscription key. */
  public PcsEndpoint withHeader(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new PcsEndpoint(name, base, version, rootCaCrl, more);
  }

  /** The preset's name, or the base address. */
  public String name() {
    return name;
  }

  /** The base address without the path of the API. */
  public URI base() {
    return URI.create(base);
  }

  ApiVersion version() {
    return version;
  }

  List<URI> rootCaCrl() {
    return rootCaCrl;
  }

  Map<String, String> headers() {
    return headers;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PcsEndpoint that
        && name.equals(that.name)
        && base.equals(that.base)
        && version == that.version
        && rootCaCrl.equals(that.rootCaCrl)
        && headers.equals(that.headers);
  }

  @Override
  public int hashCode() {
    return base.hashCode();
  }

  /** The name, without the headers: they may be secret. */
  @Override
  public String toString() {
    return name;
  }
}
