// swift-tools-version: 6.2
// The parsers with coverage and address sanitizer, for libFuzzer. `run` builds and starts it; the
// folders in Sources are links to the real ones.

import PackageDescription

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")

/// Coverage for libFuzzer, by flags that are unsafe only in a package that others depend on.
let watched: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    // The targets also look at what a module keeps to itself.
    .unsafeFlags(["-sanitize=fuzzer,address", "-enable-testing"]),
]

let package = Package(
    name: "fuzz-testing",
    products: [
        .library(
            name: "Parsers",
            type: .static,
            targets: [
                "RecordFormat", "ControlProtocol", "StrictConfiguration", "PanelProtocol",
            ]
        )
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/LebJe/TOMLKit", exact: "0.6.0"),
    ],
    targets: [
        .target(name: "AgeFormat", dependencies: [crypto, cryptoExtras], swiftSettings: watched),
        .target(name: "MeldpostCore", swiftSettings: watched),
        .target(name: "PanelProtocol", swiftSettings: watched),
        .target(
            name: "RecordFormat",
            dependencies: ["MeldpostCore", "AgeFormat", crypto, cryptoExtras],
            swiftSettings: watched
        ),
        .target(name: "ControlProtocol", dependencies: ["MeldpostCore"], swiftSettings: watched),
        .systemLibrary(name: "CLinux"),
        .target(name: "ProgramStreams", swiftSettings: watched),
        .target(
            name: "StrictConfiguration",
            dependencies: [
                "CLinux", "ProgramStreams", .product(name: "TOMLKit", package: "TOMLKit"),
            ],
            swiftSettings: watched
        ),
    ],
    swiftLanguageModes: [.v6]
)
