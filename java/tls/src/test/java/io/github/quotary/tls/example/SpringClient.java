package io.github.quotary.tls.example;

import io.github.quotary.tls.AttestedTls;
import io.github.quotary.tls.peer.AttestedTrustManager;
import io.github.quotary.verify.Verifier;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** Beans of a Spring Boot application whose {@link RestClient} talks to the expected TD alone. */
@Configuration(proxyBeanMethods = false)
class SpringClient {
  @Bean
  AttestedTrustManager attestedTrustManager(Verifier verifier, Clock clock) {
    return AttestedTrustManager.builder(verifier).clock(clock).build();
  }

  @Bean
  RestClient attestedRestClient(RestClient.Builder builder, AttestedTrustManager trust) {
    HttpClient client =
        HttpClient.newBuilder()
            .sslContext(AttestedTls.client(trust))
            .connectTimeout(Duration.ofSeconds(60))
            .build();
    return builder.requestFactory(new JdkClientHttpRequestFactory(client)).build();
  }
}
