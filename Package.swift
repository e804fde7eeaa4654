// swift-tools-version: 6.2
// The list of targets is the architecture: a target imports only floors below it, and a door never
// imports a door. The floors are explained in Sources/Meldpost.docc/Floors.md and checked by
// Tests/TidyTests.

import PackageDescription

let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// What the panel controller's compiler refuses is refused here too.
let embedded: [SwiftSetting] = [.treatWarning("EmbeddedRestrictions", as: .error)]

/// The settings of the tests: like `strict`, without access levels on imports.
let strictTests: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
]

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let lifecycle: Target.Dependency = .product(
    name: "ServiceLifecycle",
    package: "swift-service-lifecycle"
)
let unixSignals: Target.Dependency = .product(
    name: "UnixSignals",
    package: "swift-service-lifecycle"
)
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let arguments: Target.Dependency = .product(
    name: "ArgumentParser",
    package: "swift-argument-parser"
)
let toml: Target.Dependency = .product(name: "TOMLKit", package: "TOMLKit")
let asn1: Target.Dependency = .product(name: "SwiftASN1", package: "swift-asn1")
let x509: Target.Dependency = .product(name: "X509", package: "swift-certificates")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioTLS: Target.Dependency = .product(name: "NIOTLS", package: "swift-nio")
let nioEmbedded: Target.Dependency = .product(name: "NIOEmbedded", package: "swift-nio")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let nioSSL: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore: Target.Dependency = .product(
    name: "HummingbirdCore",
    package: "hummingbird"
)
let hummingbirdTLS: Target.Dependency = .product(name: "HummingbirdTLS", package: "hummingbird")

let package = Package(
    name: "meldpost",
    products: [
        .executable(name: "meldpostd", targets: ["meldpostd"]),
        .executable(name: "meldpost-courier", targets: ["meldpost-courier"]),
        .executable(name: "meldpostctl", targets: ["meldpostctl"]),
        .executable(name: "meldpost-prompts", targets: ["meldpost-prompts"]),
        .executable(name: "meldpost-inbox", targets: ["meldpost-inbox"]),
        .executable(name: "meldpost-desk", targets: ["meldpost-desk"]),
        .executable(name: "meldpost", targets: ["meldpost"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-asn1", exact: "1.7.4"),
        .package(url: "https://github.com/apple/swift-certificates", exact: "1.21.1"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
        .package(
            url: "https://github.com/hummingbird-project/hummingbird",
            exact: "2.28.1",
            traits: []
        ),
        .package(url: "https://github.com/LebJe/TOMLKit", exact: "0.6.0"),
        .package(
            url: "https://github.com/swift-server/swift-service-lifecycle",
            exact: "2.13.0"
        ),
    ],
    targets: [
        // Floor 0: system libraries.
        .systemLibrary(name: "CAlsa", pkgConfig: "alsa", providers: [.apt(["libasound2-dev"])]),
        .systemLibrary(
            name: "CGpiod",
            pkgConfig: "libgpiod",
            providers: [.apt(["libgpiod-dev"])]
        ),
        .systemLibrary(name: "CLinux"),
        .systemLibrary(
            name: "CSQLite",
            pkgConfig: "sqlite3",
            providers: [.apt(["libsqlite3-dev"])]
        ),

        // Floor 1: leaves.
        .target(name: "AgeFormat", dependencies: [crypto, cryptoExtras], swiftSettings: strict),
        .target(name: "SQLiteStore", dependencies: ["CSQLite"], swiftSettings: strict),
        .target(name: "MeldpostCore", swiftSettings: strict),
        .target(name: "DeviceThreads", swiftSettings: strict),
        .target(name: "ProgramStreams", swiftSettings: strict),
        .target(
            name: "PanelProtocol",
            path: "Firmware/PanelProtocol",
            swiftSettings: strict + embedded
        ),
        .target(
            name: "PanelCore",
            dependencies: ["PanelProtocol"],
            path: "Firmware/PanelCore",
            swiftSettings: strict + embedded
        ),

        // Floor 2: formats.
        .target(
            name: "RecordFormat",
            dependencies: ["MeldpostCore", "AgeFormat", crypto, cryptoExtras],
            swiftSettings: strict
        ),
        .target(name: "ControlProtocol", dependencies: ["MeldpostCore"], swiftSettings: strict),
        .target(
            name: "DeskProtocol",
            dependencies: ["MeldpostCore"],
            swiftSettings: strict
        ),

        // Floor 3: doors.
        .target(
            name: "TerminalPanel",
            dependencies: ["MeldpostCore", "DeviceThreads"],
            swiftSettings: strict
        ),
        .target(
            name: "SerialPanel",
            dependencies: ["MeldpostCore", "DeviceThreads", "PanelProtocol"],
            swiftSettings: strict
        ),
        .target(
            name: "GPIOLines",
            dependencies: [
                "CGpiod", "MeldpostCore", "DeviceThreads", "PanelProtocol", "PanelCore",
            ],
            swiftSettings: strict
        ),
        .target(
            name: "SpokenPrompts",
            dependencies: ["CAlsa", "MeldpostCore", "DeviceThreads", crypto],
            swiftSettings: strict
        ),
        .target(
            name: "JournalStore",
            dependencies: ["MeldpostCore", "RecordFormat", "SQLiteStore"],
            swiftSettings: strict
        ),
        .target(
            name: "CentreLink",
            dependencies: ["MeldpostCore", nioCore, nioPosix, nioHTTP1, nioSSL, x509, asn1],
            swiftSettings: strict
        ),
        .target(name: "LocalSockets", dependencies: ["CLinux"], swiftSettings: strict),
        .target(
            name: "StrictConfiguration",
            dependencies: ["CLinux", "ProgramStreams", toml],
            swiftSettings: strict
        ),
        .target(name: "JournalLogging", dependencies: [logging], swiftSettings: strict),
        .target(name: "SystemdService", dependencies: ["CLinux"], swiftSettings: strict),

        // Floor 4: assemblies.
        .target(
            name: "StationAssembly",
            dependencies: [
                "MeldpostCore", "RecordFormat", "AgeFormat", "ControlProtocol", "TerminalPanel",
                "SerialPanel", "GPIOLines",
                "JournalStore", "LocalSockets", "JournalLogging", "StrictConfiguration",
                "DeviceThreads", "ProgramStreams", "SpokenPrompts", "SystemdService", logging,
            ],
            resources: [.embedInCode("Resources/questionnaire.json")],
            swiftSettings: strict
        ),
        .target(
            name: "CourierAssembly",
            dependencies: [
                "MeldpostCore", "ControlProtocol", "LocalSockets", "CentreLink",
                "JournalLogging", "StrictConfiguration", "DeviceThreads", "ProgramStreams",
                "SystemdService", logging,
            ],
            swiftSettings: strict
        ),
        .target(
            name: "ServiceTools",
            dependencies: ["ControlProtocol", "LocalSockets"],
            swiftSettings: strict
        ),
        .target(
            name: "PromptTools",
            dependencies: ["SpokenPrompts", "MeldpostCore", "ProgramStreams"],
            swiftSettings: strict
        ),
        .target(
            name: "InboxServer",
            dependencies: [
                "MeldpostCore", "RecordFormat", "DeskProtocol", "SQLiteStore", "JournalLogging",
                "StrictConfiguration", "DeviceThreads", "ProgramStreams", "SystemdService",
                lifecycle,
                unixSignals, logging, nioCore, nioTLS, nioSSL, hummingbird, hummingbirdCore,
                hummingbirdTLS,
            ],
            swiftSettings: strict
        ),
        .target(
            name: "DeskTools",
            dependencies: [
                "MeldpostCore", "RecordFormat", "AgeFormat", "DeskProtocol", "CentreLink",
                "StrictConfiguration", "ProgramStreams", crypto,
            ],
            swiftSettings: strict
        ),
        .target(
            name: "DemoAssembly",
            dependencies: [
                "MeldpostCore", "RecordFormat", "AgeFormat", "TerminalPanel", "DeviceThreads",
                "SpokenPrompts", crypto, x509, asn1,
            ],
            swiftSettings: strict
        ),

        // Floor 5: programs.
        .executableTarget(
            name: "meldpostd",
            dependencies: ["StationAssembly", arguments],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "meldpost-courier",
            dependencies: ["CourierAssembly", arguments],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "meldpostctl",
            dependencies: ["ServiceTools", "ProgramStreams", arguments],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "meldpost-prompts",
            dependencies: ["PromptTools", arguments],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "meldpost-inbox",
            dependencies: ["InboxServer", arguments],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "meldpost-desk",
            dependencies: ["DeskTools", arguments],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "meldpost",
            dependencies: ["DemoAssembly", arguments],
            swiftSettings: strict
        ),

        // Tests, and what only tests use.
        .target(name: "CCrashVFS", dependencies: ["CSQLite"], path: "Tests/CCrashVFS"),
        .target(
            name: "CrashKit",
            dependencies: ["CCrashVFS"],
            path: "Tests/CrashKit",
            swiftSettings: strictTests
        ),
        .target(name: "ProgramKit", path: "Tests/ProgramKit", swiftSettings: strictTests),
        .target(
            name: "SimulationKit",
            dependencies: ["MeldpostCore"],
            path: "Tests/SimulationKit",
            swiftSettings: strictTests
        ),
        .target(
            name: "InboxKit",
            dependencies: [
                "InboxServer", "DeskProtocol", "MeldpostCore", "RecordFormat", "AgeFormat",
                "ProgramKit", crypto, logging, x509, asn1,
            ],
            path: "Tests/InboxKit",
            swiftSettings: strictTests
        ),
        .target(
            name: "PanelKit",
            dependencies: ["PanelProtocol", "PanelCore"],
            path: "Tests/PanelKit",
            swiftSettings: strictTests
        ),
        .systemLibrary(
            name: "CUnicorn",
            path: "Tests/CUnicorn",
            pkgConfig: "unicorn",
            providers: [.apt(["libunicorn-dev"])]
        ),
        .executableTarget(
            name: "JournalWorkload",
            dependencies: ["JournalStore", "MeldpostCore", "RecordFormat", "CrashKit"],
            path: "Tests/JournalWorkload",
            swiftSettings: strictTests
        ),
        .testTarget(
            name: "AgeFormatTests",
            dependencies: ["AgeFormat", "ProgramKit", crypto],
            exclude: ["Programs", "Vectors"],
            swiftSettings: strictTests
        ),
        .testTarget(
            name: "DeviceThreadsTests",
            dependencies: ["DeviceThreads"],
            swiftSettings: strictTests
        ),
        .testTarget(
            name: "SQLiteStoreTests",
            dependencies: ["SQLiteStore", "CrashKit", "ProgramKit", "CSQLite"],
            swiftSettings: strictTests
        ),
        .testTarget(
            name: "MeldpostCoreTests",
            dependencies: ["MeldpostCore", "SimulationKit"],
            swiftSettings: strictTests
        ),
        .testTarget(
            name: "ScenarioTests",
            dependencies: ["MeldpostCore", "SimulationKit"],
            swiftSettings: strictTests
        ),
        .testTarget(
            name: "RecordFormatTests",
            dependencies: ["RecordFormat", "MeldpostCore", "AgeFormat", "ProgramKit", crypto],
            exclude: ["Vectors", "read_entry.py"],
            swiftSettings: strictTests
        ),
        .testTarget(
            name: "JournalStoreTests",
            dependencies: [
                "JournalStore", "MeldpostCore", "RecordFormat", "SQLiteStore", "CrashKit",
                "CSQLite", "JournalWorkload", "ProgramKit",
            ],
            exclude: ["Frozen", "power_cut_replay.py"],
            swiftSettings: strictTests
        ),
        .testTarget(
            name: "DoorContractTests",
            dependencies: [
                "CLinux", "LocalSockets", "JournalLogging", "StrictConfiguration", "ProgramKit",
                logging,
            ],
            swiftSettings: strictTests
        ),
        .testTarget(
            name: "CourierTests",
            dependencies: [
                "ControlProtocol", "MeldpostCore", "CentreLink", "CourierAssembly",
                "LocalSockets", "StrictConfiguration", "ProgramKit", "meldpost-courier", nioCore,
                nioPosix, nioHTTP1, nioSSL, x509, asn1, crypto, logging,
            ],
            swiftSettings: strictTests
        ),
        .testTarget(
            name: "ServiceToolsTests",
            dependencies: [
                "ServiceTools", "ControlProtocol", "LocalSockets", "ProgramKit", "meldpostctl",
            ],
            swiftSettings: strictTests
        ),
        .testTarget(
            name: "SystemdServiceTests",
            dependencies: ["SystemdService", "ProgramKit"],
            swiftSettings: strictTests
        ),
        .testTarget(
            name: "TerminalPanelTests",
            dependencies: ["TerminalPanel", "MeldpostCore"],
            swiftSettings: strictTests
        ),
        .testTarget(
            name: "PanelProtocolTests",
            dependencies: ["PanelProtocol", "PanelKit"],
            swiftSettings: strictTests
        ),
        .testTarget(
            name: "PanelCoreTests",
            dependencies: ["PanelProtocol", "PanelCore", "PanelKit", "MeldpostCore"],
            swiftSettings: strictTests
        ),
        .testTarget(
            name: "SerialPanelTests",
            dependencies: [
                "SerialPanel", "PanelProtocol", "PanelCore", "PanelKit", "ProgramKit",
                "MeldpostCore",
            ],
            swiftSettings: strictTests
        ),
        .testTarget(
            name: "GPIOLinesTests",
            dependencies: ["GPIOLines", "DeviceThreads", "MeldpostCore"],
            swiftSettings: strictTests
        ),
        .testTarget(
            name: "PanelPicoTests",
            dependencies: ["ProgramKit", "CUnicorn", "PanelProtocol", "PanelCore"],
            swiftSettings: strictTests
        ),
        .testTarget(
            name: "PanelDaemonTests",
            dependencies: [
                "ProgramKit", "meldpostd", "PanelProtocol", "MeldpostCore", "ControlProtocol",
                "LocalSockets", "RecordFormat", "AgeFormat", crypto,
            ],
            swiftSettings: strictTests
        ),
        .testTarget(
            name: "SpokenPromptsTests",
            dependencies: [
                "SpokenPrompts", "MeldpostCore", "DeviceThreads", "ProgramKit", crypto,
            ],
            exclude: ["Programs"],
            swiftSettings: strictTests
        ),
        .testTarget(
            name: "PromptToolsTests",
            dependencies: [
                "ProgramKit", "PromptTools", "SpokenPrompts", "MeldpostCore", "RecordFormat",
                "AgeFormat", "meldpost-prompts",
            ],
            swiftSettings: strictTests
        ),
        .testTarget(
            name: "StationAssemblyTests",
            dependencies: [
                "StationAssembly", "SpokenPrompts", "MeldpostCore", "RecordFormat", "AgeFormat",
                "ControlProtocol", "JournalStore", "LocalSockets", "JournalLogging",
                "DeviceThreads", "StrictConfiguration", "SystemdService", "ProgramKit", "CrashKit",
                "CSQLite", "SerialPanel", "meldpostd", "meldpostctl", logging,
            ],
            swiftSettings: strictTests
        ),
        .testTarget(
            name: "InboxServerTests",
            dependencies: [
                "InboxServer", "InboxKit", "ProgramKit", "meldpost-inbox", "MeldpostCore",
                "RecordFormat",
                "AgeFormat", "DeskProtocol", "SQLiteStore", "CentreLink", "StrictConfiguration",
                crypto, x509, asn1, nioCore, nioEmbedded, nioPosix, nioTLS, nioSSL,
            ],
            exclude: ["Frozen"],
            swiftSettings: strictTests
        ),
        .testTarget(
            name: "DeskToolsTests",
            dependencies: [
                "DeskTools", "meldpost-desk", "InboxServer", "InboxKit", "SimulationKit",
                "ProgramKit", "MeldpostCore", "RecordFormat", "AgeFormat", "DeskProtocol",
                "CentreLink",
                "SQLiteStore", crypto, x509, asn1,
            ],
            exclude: ["Programs"],
            swiftSettings: strictTests
        ),
        .testTarget(
            name: "DemoTests",
            dependencies: [
                "DemoAssembly", "meldpost", "meldpostd", "meldpost-courier", "meldpost-inbox",
                "meldpost-desk", "meldpostctl", "MeldpostCore", "RecordFormat", "AgeFormat",
                "TerminalPanel", "SpokenPrompts", "ProgramKit", "CSQLite", crypto, toml, x509,
                asn1,
            ],
            swiftSettings: strictTests
        ),
        .testTarget(
            name: "ApplianceTests",
            dependencies: [
                "DemoAssembly", "MeldpostCore", "ProgramKit", "meldpostd", "meldpost-courier",
                "meldpostctl", "meldpost-inbox", "meldpost-desk",
            ],
            swiftSettings: strictTests
        ),
        .testTarget(name: "TidyTests", swiftSettings: strictTests),
    ],
    swiftLanguageModes: [.v6]
)
