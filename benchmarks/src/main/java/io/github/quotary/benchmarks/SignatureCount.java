package io.github.quotary.benchmarks;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.Verifier;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * The number of signatures per verdict: counted, not assumed, so that the report can show how much
 * of a figure is due to signatures.
 *
 * @param byKeptKeys by keys that the engine has prepared and cached
 * @param byNewKeys by other keys
 */
record SignatureCount(int byKeptKeys, int byNewKeys) {
  private static final String ALGORITHM = "NONEwithECDSA";

  /** Signatures of another verdict on a known host. */
  static SignatureCount of(CacheLevel kept) {
    AtomicInteger signatures = new AtomicInteger();
    AtomicInteger imports = new AtomicInteger();
    EcdsaP256 engine = EcdsaP256.jca(new CountingProvider(signatures, imports));
    Fleet fleet = Fleet.of(1, 4);
    Verifier verifier = fleet.verifier(engine, kept);
    signatures.set(0);
    imports.set(0);
    VerificationResult result =
        verifier.verify(fleet.quotes().get(0), fleet.collateral(), fleet.at());
    Fleet.requireVerified(result);
    return new SignatureCount(signatures.get() - imports.get(), imports.get());
  }

  /** Bouncy Castle's provider, which does the work; verifications and keys are counted. */
  private static final class CountingProvider extends Provider {
    private static final long serialVersionUID = 1;

    private final transient Provider worker = new BouncyCastleProvider();

    CountingProvider(AtomicInteger signatures, AtomicInteger imports) {
      super("Counting", "1", "Counts signatures that are verified and keys that are imported");
      putService(
          new Service(this, "Signature", ALGORITHM, CountingSignature.class.getName(), null, null) {
            @Override
            public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
              return new CountingSignature(Signature.getInstance(ALGORITHM, worker), signatures);
            }
          });
      putService(
          new Service(this, "KeyFactory", "EC", "", null, null) {
            @Override
            public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
              // An engine requests one whenever it imports a key.
              imports.incrementAndGet();
              return worker.getService("KeyFactory", "EC").newInstance(parameter);
            }
          });
    }
  }

  private static final class CountingSignature extends SignatureSpi {
    private final Signature worker;
    private final AtomicInteger count;

    CountingSignature(Signature worker, AtomicInteger count) {
      this.worker = worker;
      this.count = count;
    }

    @Override
    protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
      worker.initVerify(key);
    }

    @Override
    protected void engineUpdate(byte b) throws SignatureException {
      worker.update(b);
    }

    @Override
    protected void engineUpdate(byte[] bytes, int offset, int length) throws SignatureException {
      worker.update(bytes, offset, length);
    }

    @Override
    protected boolean engineVerify(byte[] signature) throws SignatureException {
      count.incrementAndGet();
      return worker.verify(signature);
    }

    @Override
    protected void engineInitSign(PrivateKey key) {
      throw new UnsupportedOperationException("It verifies only");
    }

    @Override
    protected byte[] engineSign() {
      throw new UnsupportedOperationException("It verifies only");
    }

    @Deprecated
    @Override
    protected void engineSetParameter(String name, Object value) {
      throw new UnsupportedOperationException("It has no parameters");
    }

    @Deprecated
    @Override
    protected Object engineGetParameter(String name) {
      throw new UnsupportedOperationException("It has no parameters");
    }
  }
}
