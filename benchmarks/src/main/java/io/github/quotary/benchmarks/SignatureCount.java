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
 * How many signatures a verdict takes, by what is kept: counted, not assumed, so that the report
 * can tell how much of a figure is signatures.
 */
final class SignatureCount {
  private static final String ALGORITHM = "NONEwithECDSA";

  private SignatureCount() {}

  /** Signatures of one more verdict on a host whose quotes have been verified before. */
  static int of(Kept kept) {
    AtomicInteger count = new AtomicInteger();
    EcdsaP256 engine = EcdsaP256.jca(new CountingProvider(count));
    Fleet fleet = Fleet.of(1, 4);
    Verifier verifier = fleet.verifier(engine, kept);
    int before = count.get();
    VerificationResult result =
        verifier.verify(fleet.quotes().get(0), fleet.collateral(), fleet.at());
    Fleet.requireVerified(result);
    return count.get() - before;
  }

  /** Bouncy Castle's provider, which does the work, with each verification counted. */
  private static final class CountingProvider extends Provider {
    private static final long serialVersionUID = 1;

    private final transient Provider worker = new BouncyCastleProvider();

    CountingProvider(AtomicInteger count) {
      super("Counting", "1", "Counts signatures that are verified");
      putService(
          new Service(this, "Signature", ALGORITHM, CountingSignature.class.getName(), null, null) {
            @Override
            public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
              return new CountingSignature(Signature.getInstance(ALGORITHM, worker), count);
            }
          });
      putService(
          new Service(this, "KeyFactory", "EC", "", null, null) {
            @Override
            public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
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
