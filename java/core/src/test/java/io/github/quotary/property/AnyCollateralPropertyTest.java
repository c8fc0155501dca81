package io.github.quotary.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.fixture.Simulated;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Verified;
import io.github.quotary.verify.Verifier;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Whatever collateral comes in, a value comes out; none that was changed says anything else. */
class AnyCollateralPropertyTest {
  private static final Evidence EVIDENCE = Simulated.upToDate();
  private static final Verified SOUND = Simulated.verified(EVIDENCE);
  private static final Verifier VERIFIER = Simulated.verifier(EVIDENCE).build();

  /** The seven parts of collateral. */
  enum Part {
    PCK_CRL_ISSUER_CHAIN(Collateral::pckCrlIssuerChain, Collateral.Builder::pckCrlIssuerChain),
    ROOT_CA_CRL(Collateral::rootCaCrl, Collateral.Builder::rootCaCrl),
    PCK_CRL(Collateral::pckCrl, Collateral.Builder::pckCrl),
    TCB_INFO_ISSUER_CHAIN(Collateral::tcbInfoIssuerChain, Collateral.Builder::tcbInfoIssuerChain),
    TCB_INFO(Collateral::tcbInfo, Collateral.Builder::tcbInfo),
    QE_IDENTITY_ISSUER_CHAIN(
        Collateral::qeIdentityIssuerChain, Collateral.Builder::qeIdentityIssuerChain),
    QE_IDENTITY(Collateral::qeIdentity, Collateral.Builder::qeIdentity);

    private final Function<Collateral, byte[]> get;
    private final BiFunction<Collateral.Builder, byte[], Collateral.Builder> set;

    Part(
        Function<Collateral, byte[]> get,
        BiFunction<Collateral.Builder, byte[], Collateral.Builder> set) {
      this.get = get;
      this.set = set;
    }

    byte[] bytes() {
      return get.apply(Simulated.collateral(EVIDENCE));
    }

    Collateral with(byte[] bytes) {
      return set.apply(Simulated.collateralBuilder(EVIDENCE), bytes).build();
    }
  }

  @Provide
  Arbitrary<List<Mutation>> mutations() {
    return Mutation.some();
  }

  private static VerificationResult verify(Collateral collateral) {
    return VERIFIER.verify(ByteBuffer.wrap(EVIDENCE.quote()), collateral, EVIDENCE.at());
  }

  @Property(tries = 300)
  void anyBytesInPlaceOfAPartAreRejected(
      @ForAll Part part, @ForAll @Size(max = 2000) byte[] bytes) {
    Rejected rejected = assertInstanceOf(Rejected.class, verify(part.with(bytes)));
    assertFalse(rejected.detail().isBlank());
  }

  @Property(tries = 400)
  void aChangedPartIsRejectedOrSaysTheSame(
      @ForAll Part part, @ForAll("mutations") List<Mutation> mutations) {
    VerificationResult result = verify(part.with(Mutation.applyAll(mutations, part.bytes())));
    if (result instanceof Verified verified) {
      assertEquals(SOUND.tcb(), verified.tcb());
      assertFalse(verified.expired());
    } else {
      assertInstanceOf(Rejected.class, result);
    }
  }

  /** Binary lists go another way than hexadecimal ones. */
  @Property(tries = 200)
  void aChangedBinaryListIsRejectedOrSaysTheSame(
      @ForAll boolean root, @ForAll("mutations") List<Mutation> mutations) {
    Part part = root ? Part.ROOT_CA_CRL : Part.PCK_CRL;
    byte[] der = HexFormat.of().parseHex(new String(part.bytes(), StandardCharsets.US_ASCII));
    VerificationResult result = verify(part.with(Mutation.applyAll(mutations, der)));
    if (result instanceof Verified verified) {
      assertEquals(SOUND.tcb(), verified.tcb());
    }
  }

  @Property(tries = 200)
  void anyTextIsCollateralOrAnIllegalArgument(@ForAll("mutations") List<Mutation> mutations) {
    byte[] json =
        Mutation.applyAll(mutations, EVIDENCE.collateralJson().getBytes(StandardCharsets.UTF_8));
    Collateral collateral;
    try {
      collateral = Collateral.fromJson(json);
    } catch (IllegalArgumentException e) {
      assertFalse(e.getMessage().isBlank());
      return;
    }
    if (verify(collateral) instanceof Verified verified) {
      assertEquals(SOUND.tcb(), verified.tcb());
    }
  }
}
