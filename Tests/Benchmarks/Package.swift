// swift-tools-version: 6.2
// What the box costs: time, memory and wake-ups, measured on optimised code. `run` builds and starts
// it; the folders in Sources are links to the real ones.

import PackageDescription

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")

let settings: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "benchmarks",
    dependencies: [
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2")
    ],
    targets: [
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3"),
        .target(name: "SQLiteStore", dependencies: ["CSQLite"], swiftSettings: settings),
        .target(name: "AgeFormat", dependencies: [crypto, cryptoExtras], swiftSettings: settings),
        .target(name: "MeldpostCore", swiftSettings: settings),
        .target(
            name: "RecordFormat",
            dependencies: ["MeldpostCore", "AgeFormat", crypto, cryptoExtras],
            swiftSettings: settings
        ),
        .target(
            name: "JournalStore",
            dependencies: ["MeldpostCore", "RecordFormat", "SQLiteStore"],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "benchmarks",
            dependencies: ["MeldpostCore", "RecordFormat", "AgeFormat", "JournalStore"],
            swiftSettings: settings
        ),
    ],
    swiftLanguageModes: [.v6]
)
