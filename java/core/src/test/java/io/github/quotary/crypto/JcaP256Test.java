package io.github.quotary.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.math.BigInteger;
import java.security.InvalidKeyException;
import java.security.Provider;
import java.security.Security;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Engines over providers that the caller hands over. */
class JcaP256Test {
  /** Class names, so that a platform without the native library can say so. */
  static Stream<String> providers() {
    return Stream.of(
        "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider",
        "org.conscrypt.OpenSSLProvider");
  }

  /** The provider, or the test is skipped: its native libraries are for Linux on x86-64. */
  static Provider provider(String className) {
    assumeTrue(
        System.getProperty("os.name").equals("Linux")
            && System.getProperty("os.arch").equals("amd64"),
        "The providers in the test's class path are for Linux on x86-64");
    try {
      return (Provider) Class.forName(className).getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  void passesTheSelfTestAndRegistersNothing(String className) {
    Provider[] before = Security.getProviders();
    Provider provider = provider(className);
    EcdsaP256 engine = EcdsaP256.jca(provider);
    assertEquals(Optional.empty(), EngineSelfTest.fault(engine));
    assertEquals("jca:" + provider.getName(), engine.name());
    assertTrue(Arrays.equals(before, Security.getProviders()));
  }

  @Test
  void refusesSunEc() {
    Provider sunEc = Security.getProvider("SunEC");
    String message =
        assertThrows(IllegalArgumentException.class, () -> EcdsaP256.jca(sunEc)).getMessage();
    assertTrue(message.contains("SunEC is not used"), message);
  }

  @Test
  void refusesAProviderWithoutEcdsa() {
    Provider sun = Security.getProvider("SUN");
    String message =
        assertThrows(IllegalArgumentException.class, () -> EcdsaP256.jca(sun)).getMessage();
    assertTrue(message.contains("SUN cannot verify ECDSA"), message);
  }

  /** A provider that says yes to everything is found out. */
  @Test
  void refusesAProviderThatFailsTheSelfTest() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> EcdsaP256.jca(new Credulous()))
            .getMessage();
    assertTrue(message.contains("fails the self-test: it took one over another digest"), message);
  }

  @Test
  void fastestLeavesOutWhatCannotBeUsed() {
    EngineChoice choice = EcdsaP256.fastest(Security.getProvider("SunEC"), new Credulous());
    assertFalse(choice.engine() instanceof JcaP256);
    assertEquals(
        Stream.of("java", "bc", "jca:SunEC", "jca:Credulous").toList(),
        choice.candidates().stream().map(EngineChoice.Candidate::name).toList());
    assertTrue(choice.reason().contains("jca:SunEC was left out: SunEC is not used"));
    assertTrue(choice.reason().contains("jca:Credulous was left out: it took"), choice.reason());
  }

  /** To import a key costs some providers as much as a tenth of a verification. */
  @Test
  void importsAKeyWithHintsOnce() {
    Provider provider = new Credulous();
    EcdsaP256 engine = new JcaP256(provider);
    P256Signature signature = P256Signature.of(BigInteger.ONE, BigInteger.ONE);
    int before = AnyKey.IMPORTS.get();
    for (int round = 0; round < 10; round++) {
      assertTrue(engine.verify(IntelRootKey.KEY, new byte[32], signature));
      engine.preparationHint(IntelRootKey.KEY);
    }
    // Three before the third hint, and the one that is cached.
    assertEquals(before + 4, AnyKey.IMPORTS.get());
  }

  /** Some providers throw where others say no. */
  @Test
  void aSignatureThatTheProviderThrowsAtDoesNotVerify() {
    P256Signature signature = P256Signature.of(BigInteger.ONE, BigInteger.ONE);
    EcdsaP256 engine = new JcaP256(new Credulous(Thrower.class, AnyKey.class));
    assertFalse(engine.verify(IntelRootKey.KEY, new byte[32], signature));
  }

  /** A provider that cannot work says nothing about the signature. */
  @ParameterizedTest
  @ValueSource(classes = {RefusesKeys.class, ImportsNothing.class})
  void aProviderThatRefusesAValidKeyIsReported(Class<?> refusing) {
    boolean imports = refusing == RefusesKeys.class;
    Provider provider =
        new Credulous(
            imports ? RefusesKeys.class : Yes.class, imports ? AnyKey.class : ImportsNothing.class);
    EcdsaP256 engine = new JcaP256(provider);
    P256Signature signature = P256Signature.of(BigInteger.ONE, BigInteger.ONE);
    String message =
        assertThrows(
                IllegalStateException.class,
                () -> engine.verify(IntelRootKey.KEY, new byte[32], signature))
            .getMessage();
    assertEquals("The provider Credulous refuses a valid P-256 key", message);
    assertTrue(
        EngineSelfTest.fault(engine).orElseThrow().startsWith("it failed: "),
        "an engine that throws is not used");
  }

  /** Verifies every signature. */
  public static final class Credulous extends Provider {
    private static final long serialVersionUID = 1;

    Credulous() {
      this(Yes.class, AnyKey.class);
    }

    Credulous(Class<?> signatures, Class<?> keys) {
      super("Credulous", "1", "says yes");
      put("Signature.NONEwithECDSA", signatures.getName());
      put("KeyFactory.EC", keys.getName());
    }
  }

  /** Its signatures. */
  public static class Yes extends java.security.SignatureSpi {
    @Override
    protected void engineInitVerify(java.security.PublicKey key) throws InvalidKeyException {}

    @Override
    protected void engineInitSign(java.security.PrivateKey key) {}

    @Override
    protected void engineUpdate(byte b) {}

    @Override
    protected void engineUpdate(byte[] b, int off, int len) {}

    @Override
    protected byte[] engineSign() {
      return new byte[0];
    }

    @Override
    protected boolean engineVerify(byte[] signature) throws SignatureException {
      return true;
    }

    @Override
    @Deprecated
    protected void engineSetParameter(String name, Object value) {}

    @Override
    @Deprecated
    protected Object engineGetParameter(String name) {
      return name;
    }
  }

  /** Signatures that it throws at. */
  public static final class Thrower extends Yes {
    @Override
    protected boolean engineVerify(byte[] signature) throws SignatureException {
      throw new SignatureException("no such point");
    }
  }

  /** Signatures by keys that it does not take. */
  public static final class RefusesKeys extends Yes {
    @Override
    protected void engineInitVerify(java.security.PublicKey key) throws InvalidKeyException {
      throw new InvalidKeyException("not of my making");
    }
  }

  /** Keys that it does not make. */
  public static final class ImportsNothing extends AnyKey {
    @Override
    protected java.security.PublicKey engineGeneratePublic(java.security.spec.KeySpec spec)
        throws InvalidKeySpecException {
      throw new InvalidKeySpecException("no such curve");
    }
  }

  /** Its keys. */
  public static class AnyKey extends java.security.KeyFactorySpi {
    static final AtomicInteger IMPORTS = new AtomicInteger();

    @Override
    protected java.security.PublicKey engineGeneratePublic(java.security.spec.KeySpec spec)
        throws InvalidKeySpecException {
      IMPORTS.incrementAndGet();
      return new java.security.PublicKey() {
        private static final long serialVersionUID = 1;

        @Override
        public String getAlgorithm() {
          return "EC";
        }

        @Override
        public String getFormat() {
          return "X.509";
        }

        @Override
        public byte[] getEncoded() {
          return new byte[0];
        }
      };
    }

    @Override
    protected java.security.PrivateKey engineGeneratePrivate(java.security.spec.KeySpec spec) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected <T extends java.security.spec.KeySpec> T engineGetKeySpec(
        java.security.Key key, Class<T> spec) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected java.security.Key engineTranslateKey(java.security.Key key) {
      return key;
    }
  }
}
