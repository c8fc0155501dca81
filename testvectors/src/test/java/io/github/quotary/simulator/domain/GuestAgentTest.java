package io.github.quotary.simulator.domain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.quotary.simulator.domain.server.AgentRequest;
import io.github.quotary.simulator.domain.server.HttpExchangeLoop.Request;
import io.github.quotary.simulator.dstack.DstackEra;
import io.github.quotary.simulator.octets.Digests;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuestAgentTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int REPORT_DATA = 568;
  private static final String DSTACK = "1.3.6.1.4.1.62397.1.";

  @TempDir Path folder;
  private int sockets;

  @Test
  void quotesWhatItIsAskedFor() throws Exception {
    JsonNode answer = get("/GetQuote?report_data=00ff");

    byte[] expected = new byte[64];
    expected[1] = (byte) 0xff;
    assertArrayEquals(expected, reportData(answer));
    assertEquals(HexFormat.of().formatHex(expected), answer.path("report_data").textValue());
    assertTrue(answer.has("vm_config"));
  }

  @Test
  void takesParametersFromTheBodyToo() throws Exception {
    JsonNode answer = exchange("POST", "/prpc/Tappd.RawQuote", "{\"report_data\":\"01\"}");

    assertEquals(1, reportData(answer)[0]);
    assertEquals("raw", answer.path("hash_algorithm").textValue());
  }

  /** The vector of dstack's documentation. */
  @Test
  void hashesWithItsPrefixAsTappdDid() throws Exception {
    String content = HexFormat.of().formatHex("test content".getBytes(StandardCharsets.US_ASCII));

    assertEquals(
        "7ea0b744ed5e9c0c83ff9f575668e1697652cd349f2027cdf26f918d4c53e8cd"
            + "50b5ea9b449b4c3d50e20ae00ec29688d5a214e8daff8a10041f5d624dae8a01",
        HexFormat.of().formatHex(reportData(get("/prpc/Tappd.TdxQuote?report_data=" + content))));
  }

  @Test
  void tellsWhoItIsAndRefusesTheRest() throws Exception {
    assertEquals(40, get("/Info").path("app_id").textValue().length());
    assertTrue(get("/GetQuote?report_data=" + "00".repeat(65)).has("error"));
    assertTrue(get("/GetQuote?report_data=xyz").has("error"));
    assertTrue(get("/Nothing").has("error"));
  }

  @Test
  void theOlderAgentTellsWhoItIsToo() throws Exception {
    assertEquals(get("/Info"), get("/prpc/Tappd.Info"));
  }

  @Test
  void everyTlsKeyIsNewAndCertifiedByTheApp() throws Exception {
    String body =
        "{\"subject\":\"a.example\",\"alt_names\":[\"a.example\",\"b.example\"],"
            + "\"usage_ra_tls\":true,\"usage_server_auth\":true,\"not_after\":2000000000}";
    JsonNode answer = exchange("POST", "/GetTlsKey?json=true", body);

    X509Certificate leaf = certificate(answer.path("certificate_chain").path(0).textValue());
    leaf.verify(certificate(answer.path("certificate_chain").path(1).textValue()).getPublicKey());
    assertEquals("CN=a.example", leaf.getSubjectX500Principal().getName());
    assertEquals(
        List.of("a.example", "b.example"),
        leaf.getSubjectAlternativeNames().stream().map(name -> name.get(1)).toList());
    assertEquals(List.of("1.3.6.1.5.5.7.3.1"), leaf.getExtendedKeyUsage());
    assertEquals(2000000000L, leaf.getNotAfter().toInstant().getEpochSecond());
    byte[] quote = extension(leaf, 1);
    assertArrayEquals(
        Digests.sha512(
            "ratls-cert:".getBytes(StandardCharsets.US_ASCII), leaf.getPublicKey().getEncoded()),
        Arrays.copyOfRange(quote, REPORT_DATA, REPORT_DATA + 64));
    assertTrue(new String(extension(leaf, 2), StandardCharsets.UTF_8).contains("system-ready"));
    assertEquals(20, extension(leaf, 3).length);
    assertTrue(answer.path("key").textValue().startsWith("-----BEGIN PRIVATE KEY-----"));
  }

  @Test
  void aTlsKeyWithoutAQuoteHasNone() throws Exception {
    JsonNode answer = exchange("POST", "/GetTlsKey", "{\"subject\":\"a\"}");
    X509Certificate leaf = certificate(answer.path("certificate_chain").path(0).textValue());
    assertNull(leaf.getExtensionValue(DSTACK + 1));
    assertNull(leaf.getSubjectAlternativeNames());
  }

  @Test
  void twoTlsKeysDiffer() throws Exception {
    AgentKeys keys =
        new AgentKeys(DomainLaboratory.seeded(1).attestor(Workload.of(DstackEra.V0_6)));
    AgentRequest asked = AgentRequest.of(new Request("POST", "/GetTlsKey", "{\"subject\":\"a\"}"));
    assertNotEquals(
        JSON.readTree(keys.tlsKey(asked)).path("key"),
        JSON.readTree(keys.tlsKey(asked)).path("key"));
  }

  @Test
  void aKeyFollowsFromItsPathAndIsVouchedFor() throws Exception {
    JsonNode one = key("a", "signing", "secp256k1");
    JsonNode same = key("a", "other", "secp256k1");
    JsonNode other = key("b", "signing", "ed25519");

    assertEquals(one.path("key"), same.path("key"));
    assertNotEquals(one.path("key"), other.path("key"));
    assertEquals(64, one.path("key").textValue().length());
    assertTrue(exchange("POST", "/GetKey", "{\"algorithm\":\"rsa\"}").has("error"));

    byte[] publicKey =
        CustomNamedCurves.getByName("secp256k1")
            .getG()
            .multiply(new BigInteger(one.path("key").textValue(), 16))
            .normalize()
            .getEncoded(true);
    byte[] app = Secp256k1.signerOf(claim("signing", publicKey), signature(one, 0));
    assertArrayEquals(app, Secp256k1.signerOf(claim("other", publicKey), signature(same, 0)));
    byte[] seed = HexFormat.of().parseHex(other.path("key").textValue());
    byte[] edwards = new Ed25519PrivateKeyParameters(seed).generatePublicKey().getEncoded();
    assertArrayEquals(app, Secp256k1.signerOf(claim("signing", edwards), signature(other, 0)));
    String appId = get("/Info").path("app_id").textValue();
    byte[] issued =
        HexFormat.of()
            .parseHex(
                HexFormat.of().formatHex("dstack-kms-issued:".getBytes(StandardCharsets.US_ASCII))
                    + appId
                    + HexFormat.of().formatHex(app));
    assertArrayEquals(signature(one, 1), signature(other, 1));
    assertArrayEquals(
        Secp256k1.derive("quotary laboratory|0|KMS").publicKey(),
        Secp256k1.signerOf(issued, signature(one, 1)));
  }

  private JsonNode key(String path, String purpose, String algorithm) throws Exception {
    return exchange(
        "POST",
        "/GetKey?json=true",
        "{\"path\":\""
            + path
            + "\",\"purpose\":\""
            + purpose
            + "\",\"algorithm\":\""
            + algorithm
            + "\"}");
  }

  private static byte[] claim(String purpose, byte[] publicKey) {
    return (purpose + ":" + HexFormat.of().formatHex(publicKey))
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] signature(JsonNode answer, int index) {
    return HexFormat.of().parseHex(answer.path("signature_chain").path(index).textValue());
  }

  private static X509Certificate certificate(String pem) throws Exception {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
  }

  private static byte[] extension(X509Certificate certificate, int arc) {
    byte[] outer =
        ASN1OctetString.getInstance(certificate.getExtensionValue(DSTACK + arc)).getOctets();
    return ASN1OctetString.getInstance(outer).getOctets();
  }

  private JsonNode get(String target) throws Exception {
    return exchange("GET", target, "");
  }

  private JsonNode exchange(String method, String target, String body) throws Exception {
    Path socket = folder.resolve("s" + sockets++);
    GuestAgent agent = DomainLaboratory.seeded(1).guestAgent(Workload.of(DstackEra.V0_5_6));
    GuestAgent.Running running = agent.start(socket);
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      OutputStream out = Channels.newOutputStream(channel);
      String head = method + " " + target + " HTTP/1.1\r\nHost: dstack\r\nContent-Length: ";
      out.write((head + body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII));
      channel.shutdownOutput();
      InputStream in = Channels.newInputStream(channel);
      String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return JSON.readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
    } finally {
      running.close();
    }
  }

  private static byte[] reportData(JsonNode answer) {
    byte[] quote = HexFormat.of().parseHex(answer.path("quote").textValue());
    return Arrays.copyOfRange(quote, REPORT_DATA, REPORT_DATA + 64);
  }
}
