package io.github.quotary.evidence.azure;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.quotary.crypto.Sha2;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** A machine of Azure's with a TPM in software. Its parts fit together until a test changes one. */
final class AzureMachine {
  private static final KeyPair KEY = key();
  private static final byte[] QUOTE =
      Simulator.seeded(7).evidence(Scenario.upToDate(QuoteShape.V4_TDX)).quote();

  byte[] nonce = "challenge".getBytes(UTF_8);
  String userData = HexFormat.of().formatHex(nonce) + "00".repeat(55);
  String keyId = "HCLAkPub";
  int reportType = 4;
  byte[] quote = QUOTE.clone();
  byte[] tdReport = new byte[1024];
  List<byte[]> pcrs = new ArrayList<>();
  byte[] selection = {(byte) 0xff, (byte) 0xff, (byte) 0xff};
  byte[] signature = new byte[0];
  byte[] message = new byte[0];
  private String variableData = "";

  AzureMachine() {
    for (int i = 0; i < 24; i++) {
      byte[] pcr = new byte[32];
      pcr[0] = (byte) i;
      pcrs.add(pcr);
    }
    attest();
  }

  private static KeyPair key() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA", new BouncyCastleProvider());
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes everything anew of what the fields say. */
  AzureMachine attest() {
    RSAPublicKey key = (RSAPublicKey) KEY.getPublic();
    return attest(
        "{\"keys\":[{\"kid\":\""
            + keyId
            + "\",\"kty\":\"RSA\",\"e\":\""
            + base64(key.getPublicExponent())
            + "\",\"n\":\""
            + base64(key.getModulus())
            + "\"}],\"user-data\":\""
            + userData
            + "\"}");
  }

  /** The same with these variable data. */
  AzureMachine attest(String data) {
    variableData = data;
    byte[] hash = Sha2.sha256(variableData.getBytes(UTF_8));
    System.arraycopy(hash, 0, quote, 48 + 520, 32);
    Arrays.fill(quote, 48 + 552, 48 + 584, (byte) 0);
    System.arraycopy(quote, 48 + 520, tdReport, 128, 64);
    System.arraycopy(quote, 48 + 120, tdReport, 512, 400);
    tdReport[0] = (byte) 0x81;
    message = message();
    signature = sign(message);
    return this;
  }

  String variableData() {
    return variableData;
  }

  private static String base64(BigInteger value) {
    byte[] bytes = value.toByteArray();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
  }

  private byte[] message() {
    byte[][] values = pcrs.toArray(byte[][]::new);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] value : values) {
      all.writeBytes(value);
    }
    ByteBuffer out = ByteBuffer.allocate(512);
    out.putInt(0xff544347).putShort((short) 0x8018).putShort((short) 2).putShort((short) 0x000b);
    out.putShort((short) nonce.length).put(nonce).put(new byte[25]).putInt(1);
    out.putShort((short) 0x000b).put((byte) selection.length).put(selection);
    out.putShort((short) 32).put(Sha2.sha256(all.toByteArray()));
    return Arrays.copyOf(out.array(), out.position());
  }

  static byte[] sign(byte[] message) {
    try {
      Signature signer = Signature.getInstance("SHA256withRSA", new BouncyCastleProvider());
      signer.initSign(KEY.getPrivate());
      signer.update(message);
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  byte[] hclReport() {
    byte[] data = variableData.getBytes(UTF_8);
    ByteBuffer out = ByteBuffer.allocate(2600).order(ByteOrder.LITTLE_ENDIAN);
    out.put("HCLA".getBytes(UTF_8)).putInt(2).putInt(1236 + data.length).putInt(2);
    out.position(32).put(tdReport).position(1216);
    out.putInt(20 + data.length).putInt(1).putInt(reportType).putInt(1).putInt(data.length);
    return out.put(data).array();
  }

  byte[] json(int version) {
    String text =
        version == 0
            ? "{\"tpm_quote\":{\"signature\":%s,\"message\":%s,\"pcrs\":[%s]},\"hcl_report\":%s,\"td_quote\":%s}"
            : "{\"version\":"
                + version
                + ",\"tpm_quote\":{\"signature\":%s,\"message\":%s,\"pcrs\":[%s]},\"hcl_report\":%s,\"td_quote\":%s}";
    return String.format(
            text,
            tpm(version, signature),
            tpm(version, message),
            pcrs.stream().map(pcr -> tpm(version, pcr)).collect(Collectors.joining(",")),
            report(version, hclReport()),
            report(version, quote))
        .getBytes(UTF_8);
  }

  private static String tpm(int version, byte[] bytes) {
    return version == 0 ? array(bytes) : '"' + HexFormat.of().formatHex(bytes) + '"';
  }

  private static String report(int version, byte[] bytes) {
    return version == 0 ? array(bytes) : '"' + Base64.getUrlEncoder().encodeToString(bytes) + '"';
  }

  private static String array(byte[] bytes) {
    return IntStream.range(0, bytes.length)
        .mapToObj(i -> Integer.toString(bytes[i] & 0xff))
        .collect(Collectors.joining(",", "[", "]"));
  }
}
