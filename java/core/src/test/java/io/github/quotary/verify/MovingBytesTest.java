package io.github.quotary.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.collateral.CollateralSource;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.fixture.Simulated;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.TdReport;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Verified;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever can write to the caller's buffer gets nothing trusted that was not signed. */
class MovingBytesTest {
  private static final Evidence EVIDENCE = Simulated.upToDate();
  private static final Collateral COLLATERAL = Simulated.collateral(EVIDENCE);
  private static final byte[] GENUINE = EVIDENCE.quote();
  private static final byte[] FORGED = forge(GENUINE);
  private static final int SIGNED = 632;
  private static final int SIGNATURE = 636;
  private static final int KEY = 700;
  private static final int KEY_END = 764;

  /** With both calls and three kinds of buffers, 102,000 verifications. */
  private static final int ROUNDS = 17_000;

  @TempDir private Path folder;

  private final Verifier verifier = Simulated.verifier(EVIDENCE).engine(EcdsaP256.java()).build();

  /** Another MRTD and report data, signed by a key that no quoting enclave has made. */
  private static byte[] forge(byte[] genuine) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      ECPublicKey key = (ECPublicKey) pair.getPublic();
      byte[] forged = genuine.clone();
      Arrays.fill(forged, 48 + 136, 48 + 136 + 48, (byte) 0xee);
      put(key.getW().getAffineX(), forged, KEY);
      put(key.getW().getAffineY(), forged, KEY + 32);
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(pair.getPrivate());
      signature.update(forged, 0, SIGNED);
      System.arraycopy(signature.sign(), 0, forged, SIGNATURE, 64);
      return forged;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void put(BigInteger number, byte[] out, int at) {
    byte[] bytes = number.toByteArray();
    for (int i = 0; i < 32; i++) {
      int from = bytes.length - 32 + i;
      out[at + i] = from < 0 ? 0 : bytes[from];
    }
  }

  private void assertNothingForgedIsTrusted() {
    assertInstanceOf(Rejected.class, verifier.verify(FORGED, COLLATERAL, EVIDENCE.at()));
    assertInstanceOf(
        Rejected.class,
        verifier.verifyInPlace(ByteBuffer.wrap(FORGED.clone()), COLLATERAL, EVIDENCE.at()));
  }

  @Test
  void aResultKeepsItsBytesWhenTheCallerReusesTheBuffer() {
    ByteBuffer buffer = ByteBuffer.wrap(GENUINE.clone());
    for (int round = 0; round < 3; round++) {
      buffer.clear().put(GENUINE).flip();
      Verified verified =
          assertInstanceOf(Verified.class, verifier.verify(buffer, COLLATERAL, EVIDENCE.at()));
      buffer.clear().put(FORGED).flip();
      assertEquals(Quote.copyOf(GENUINE).id(), verified.verifiedQuote().id());
      assertEquals(
          ((TdReport) Quote.copyOf(GENUINE).body()).mrTd(),
          verified.tdReport().orElseThrow().mrTd());
    }
    Rejected rejected =
        assertInstanceOf(Rejected.class, verifier.verify(buffer, COLLATERAL, EVIDENCE.at()));
    buffer.clear().put(GENUINE).flip();
    assertEquals(Quote.copyOf(FORGED).id(), rejected.unverifiedQuote().orElseThrow().id());
  }

  /** The source is asked in the middle of the call: a place where the bytes can be swapped. */
  @Test
  void aSwapInTheMiddleOfTheCallChangesNothing() {
    ByteBuffer buffer = ByteBuffer.wrap(GENUINE.clone());
    CollateralSource swapping =
        key -> {
          buffer.put(0, FORGED);
          return new CollateralSource.Lookup.Found(COLLATERAL);
        };
    Verifier swapped = Simulated.verifier(EVIDENCE).collateralSource(swapping).build();
    Verified verified = assertInstanceOf(Verified.class, swapped.verify(buffer, EVIDENCE.at()));
    assertEquals(Quote.copyOf(GENUINE).id(), verified.verifiedQuote().id());
    buffer.put(0, GENUINE);
    assertInstanceOf(Rejected.class, swapped.verifyInPlace(buffer, EVIDENCE.at()));
    assertInstanceOf(Rejected.class, swapped.verify(FORGED, COLLATERAL, EVIDENCE.at()));
    assertTrue(swapped.verify(GENUINE, COLLATERAL, EVIDENCE.at()).isTrusted());
  }

  /** The view of a known platform's quote; of any other, the result has a copy. */
  @Test
  void inPlaceTheResultLooksAtTheCallersBytes() {
    ByteBuffer buffer = ByteBuffer.wrap(GENUINE.clone());
    Verified first =
        assertInstanceOf(Verified.class, verifier.verifyInPlace(buffer, COLLATERAL, EVIDENCE.at()));
    Verified known =
        assertInstanceOf(Verified.class, verifier.verifyInPlace(buffer, COLLATERAL, EVIDENCE.at()));
    buffer.put(0, FORGED);
    assertEquals(Quote.copyOf(GENUINE).id(), first.verifiedQuote().id());
    assertNotEquals(Quote.copyOf(GENUINE).id(), known.verifiedQuote().id());
    assertNothingForgedIsTrusted();
  }

  @Test
  void aBufferWhoseEndsMoveIsAVerdictToo() throws InterruptedException {
    ByteBuffer buffer = ByteBuffer.wrap(GENUINE.clone());
    AtomicBoolean stop = new AtomicBoolean();
    Thread mover =
        new Thread(
            () -> {
              while (!stop.get()) {
                buffer.limit(1100);
                buffer.limit(GENUINE.length);
              }
            });
    mover.start();
    try {
      for (int i = 0; i < ROUNDS; i++) {
        verifier.verify(buffer, COLLATERAL, EVIDENCE.at());
      }
    } finally {
      stop.set(true);
      mover.join();
    }
    assertNothingForgedIsTrusted();
  }

  /** Where the flipping bytes are. */
  enum Memory {
    SHARED {
      @Override
      ByteBuffer buffer(Path folder) {
        return ByteBuffer.allocate(GENUINE.length);
      }
    },
    DIRECT {
      @Override
      ByteBuffer buffer(Path folder) {
        return ByteBuffer.allocateDirect(GENUINE.length);
      }
    },
    MAPPED {
      @Override
      ByteBuffer buffer(Path folder) throws IOException {
        Path file = folder.resolve("quote.bin");
        Files.write(file, GENUINE);
        try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
          return channel.map(MapMode.READ_WRITE, 0, GENUINE.length);
        }
      }
    };

    abstract ByteBuffer buffer(Path folder) throws IOException;
  }

  @ParameterizedTest
  @EnumSource
  void nothingForgedIsCachedWhileBytesFlip(Memory memory) throws IOException, InterruptedException {
    ByteBuffer buffer = memory.buffer(folder);
    buffer.put(0, GENUINE);
    AtomicBoolean stop = new AtomicBoolean();
    Thread flipper = new Thread(() -> flip(buffer.duplicate(), stop));
    flipper.start();
    Verifier current = verifier;
    int forgeries = 0;
    try {
      for (int i = 0; i < ROUNDS; i++) {
        if (i % 50 == 0) {
          current = Simulated.verifier(EVIDENCE).engine(EcdsaP256.java()).build();
        }
        VerificationResult copied = current.verify(buffer, COLLATERAL, EVIDENCE.at());
        if (copied instanceof Verified verified) {
          assertEquals(Quote.copyOf(GENUINE).id(), verified.verifiedQuote().id());
        }
        current.verifyInPlace(buffer, COLLATERAL, EVIDENCE.at());
        if (i % 50 == 49 && current.verify(FORGED, COLLATERAL, EVIDENCE.at()).isTrusted()) {
          forgeries++;
        }
      }
    } finally {
      stop.set(true);
      flipper.join();
    }
    assertEquals(0, forgeries);
    assertFalse(current.verify(FORGED, COLLATERAL, EVIDENCE.at()).isTrusted());
    assertTrue(current.verify(GENUINE, COLLATERAL, EVIDENCE.at()).isTrusted());
  }

  /** Signature and key, then the body, as an attacker would; back again for long enough. */
  private static void flip(ByteBuffer buffer, AtomicBoolean stop) {
    while (!stop.get()) {
      buffer.put(SIGNATURE, FORGED, SIGNATURE, KEY_END - SIGNATURE);
      pause(200);
      buffer.put(0, FORGED, 0, SIGNED);
      pause(200);
      buffer.put(0, GENUINE, 0, KEY_END);
      pause(2_000);
    }
  }

  private static void pause(int spins) {
    for (int i = 0; i < spins; i++) {
      Thread.onSpinWait();
    }
  }

  @Test
  void everyShapeOwnsItsBytes() {
    for (QuoteShape shape : QuoteShape.values()) {
      Evidence evidence = Simulated.upToDate(shape);
      byte[] bytes = evidence.quote();
      Verified verified =
          assertInstanceOf(
              Verified.class,
              Simulated.verifier(evidence)
                  .build()
                  .verify(bytes, Simulated.collateral(evidence), evidence.at()));
      Arrays.fill(bytes, (byte) 0);
      assertEquals(Quote.copyOf(evidence.quote()).id(), verified.verifiedQuote().id());
    }
  }
}
