// gradle -Pquotary.version=0.1.0 run; with -Pquotary.repository=file:/folder for another repository.
plugins {
    application
}

repositories {
    findProperty("quotary.repository")?.let { maven(it) }
    mavenCentral()
}

dependencies {
    implementation(platform("io.github.quotary:quotary-bom:${property("quotary.version")}"))
    implementation("io.github.quotary:quotary-core")
    implementation("io.github.quotary:quotary-evidence")
    implementation("io.github.quotary:quotary-native")
    runtimeOnly("io.github.quotary:quotary-native::linux-x86_64")
    runtimeOnly("io.github.quotary:quotary-native::linux-aarch64")
    testImplementation("io.github.quotary:quotary-testvectors")
}

java {
    toolchain {
        languageVersion = JavaLanguageVersion.of(17)
    }
}

application {
    mainClass = "com.example.Verify"
}
