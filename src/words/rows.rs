//! The words: name, key, and the text in each language, in the order of `languages`.
//!
//! Words for kinds of boxes and for the template's vocabularies have their ids as keys. They
//! stand behind all others, from `Communication` on: see [`super::Words::of_id`].

macro_rules! words {
    (
        languages: $($language:ident)*;
        $($word:ident = $key:literal: $($text:literal),*;)*
    ) => {
        /// A word or a few.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        #[allow(missing_docs)]
        pub enum Word {
            $($word,)*
        }

        impl Word {
            /// All of them.
            pub const ALL: &[Word] = &[$(Word::$word,)*];

            /// The key in `[preprocessor.patterns.words]`; of words for kinds and vocabularies, the id.
            pub const fn key(self) -> &'static str {
                match self {
                    $(Word::$word => $key,)*
                }
            }
        }

        /// The languages, by the first part of their tags. The first one is spoken where another
        /// is not known.
        pub(super) const LANGUAGES: &[&str] = &[$(stringify!($language),)*];

        /// A word in each of the languages.
        // Two words may be one in all languages.
        #[allow(clippy::match_same_arms, clippy::too_many_lines)]
        pub(super) const fn texts(word: Word) -> &'static [&'static str; LANGUAGES.len()] {
            match word {
                $(Word::$word => &[$($text,)*],)*
            }
        }
    };
}

words! {
    languages: en de fr es pt ja zh hi;
    // The card
    Card = "card": "Pattern card", "Musterkarte", "Fiche du patron", "Ficha del patrón", "Ficha do padrão",
        "パターンカード", "模式卡片", "पैटर्न कार्ड";
    Category = "category": "Category", "Kategorie", "Catégorie", "Categoría", "Categoria",
        "カテゴリ", "类别", "श्रेणी";
    Difficulty = "difficulty": "Difficulty", "Schwierigkeit", "Difficulté", "Dificultad", "Dificuldade",
        "難易度", "难度", "कठिनाई";
    ReadingTime = "reading-time":
        "Reading time", "Lesezeit", "Temps de lecture", "Tiempo de lectura", "Tempo de leitura",
        "読了時間", "阅读时间", "पढ़ने का समय";
    Introduced = "introduced": "Introduced", "Eingeführt", "Introduit", "Introducido", "Introduzido",
        "初出", "提出时间", "प्रस्तुति";
    Status = "status": "Status", "Status", "Statut", "Estado", "Status", "ステータス", "状态", "स्थिति";
    Relevance = "relevance": "Relevance", "Relevanz", "Pertinence", "Relevancia", "Relevância",
        "普及度", "现状", "प्रासंगिकता";
    Prerequisites = "prerequisites":
        "Prerequisites", "Voraussetzungen", "Prérequis", "Requisitos previos", "Pré-requisitos",
        "前提知識", "前置知识", "पूर्वापेक्षाएँ";
    Laws = "laws": "Laws", "Gesetze", "Lois", "Leyes", "Leis", "法則", "定律", "नियम";
    Pillars = "pillars": "Pillars", "Säulen", "Piliers", "Pilares", "Pilares", "柱", "支柱", "स्तंभ";
    EssentialQuestion = "essential-question":
        "Essential question", "Kernfrage", "Question essentielle", "Pregunta esencial", "Pergunta essencial",
        "本質的な問い", "核心问题", "मूल प्रश्न";
    LegacyPattern = "legacy-pattern":
        "Legacy pattern", "Veraltetes Muster", "Patron obsolète", "Patrón heredado", "Padrão legado",
        "レガシーパターン", "遗留模式", "पुराना पैटर्न";
    DeprecatedBecause = "deprecated-because":
        "Deprecated because", "Veraltet, weil", "Obsolète parce que", "Obsoleto porque", "Obsoleto porque",
        "非推奨の理由", "弃用原因", "अप्रचलित होने का कारण";
    ConsiderInstead = "consider-instead":
        "Consider instead", "Besser geeignet", "À envisager à la place", "Considere en su lugar", "Considere em vez disso",
        "代わりに検討", "建议改用", "इसके बजाय विचार करें";
    Facts = "facts": "Facts", "Fakten", "Faits", "Datos", "Fatos", "要点", "要点", "तथ्य";
    InShort = "in-short": "In short", "Kurz", "En bref", "En breve", "Em suma", "一言で", "一句话", "संक्षेप में";
    Law = "law": "Law", "Gesetz", "Loi", "Ley", "Lei", "法則", "定律", "नियम";
    Colon = "colon": ":", ":", "\u{a0}:", ":", ":", "：", "：", ":";
    // Tiers and the banner
    Gold = "gold": "Gold", "Gold", "Or", "Oro", "Ouro", "ゴールド", "金级", "स्वर्ण";
    Silver = "silver": "Silver", "Silber", "Argent", "Plata", "Prata", "シルバー", "银级", "रजत";
    Bronze = "bronze": "Bronze", "Bronze", "Bronze", "Bronce", "Bronze", "ブロンズ", "铜级", "कांस्य";
    GoldBanner = "gold-banner":
        "Gold Standard Pattern", "Muster mit Goldstandard", "Patron de référence (or)", "Patrón de referencia (oro)", "Padrão de referência (ouro)",
        "ゴールド標準パターン", "金级标准模式", "स्वर्ण मानक पैटर्न";
    SilverBanner = "silver-banner":
        "Silver Tier Pattern", "Muster der Stufe Silber", "Patron de niveau argent", "Patrón de nivel plata", "Padrão de nível prata",
        "シルバーランクのパターン", "银级模式", "रजत स्तर का पैटर्न";
    BronzeBanner = "bronze-banner":
        "Bronze Tier Pattern", "Muster der Stufe Bronze", "Patron de niveau bronze", "Patrón de nivel bronce", "Padrão de nível bronze",
        "ブロンズランクのパターン", "铜级模式", "कांस्य स्तर का पैटर्न";
    BestFor = "best-for": "Best for", "Am besten geeignet für", "Idéal pour", "Ideal para", "Ideal para",
        "適した用途", "最适合", "सबसे उपयुक्त";
    // The path through the levels, and drawings
    Levels = "levels": "Levels", "Stufen", "Niveaux", "Niveles", "Níveis", "レベル", "级别", "स्तर";
    Anyone = "anyone": "anyone", "alle", "tous", "todos", "todos", "すべての人", "所有人", "सभी";
    Engineers = "engineers": "engineers", "Entwickler", "ingénieurs", "ingenieros", "engenheiros",
        "エンジニア", "工程师", "इंजीनियर";
    Architects = "architects": "architects", "Architekten", "architectes", "arquitectos", "arquitetos",
        "アーキテクト", "架构师", "आर्किटेक्ट";
    FullSize = "full-size": "Full size", "In voller Größe", "Taille réelle", "Tamaño completo", "Tamanho completo",
        "拡大表示", "全尺寸", "पूरा आकार";
    Close = "close": "Close", "Schließen", "Fermer", "Cerrar", "Fechar", "閉じる", "关闭", "बंद करें";
    Fit = "fit": "Fit to the window", "Ins Fenster einpassen", "Ajuster à la fenêtre", "Ajustar a la ventana", "Ajustar à janela",
        "ウィンドウに合わせる", "适应窗口", "विंडो में समाएँ";
    NaturalSize = "natural-size": "Natural size", "Natürliche Größe", "Taille d’origine", "Tamaño natural", "Tamanho natural",
        "元のサイズ", "原始大小", "मूल आकार";
    ZoomIn = "zoom-in": "Zoom in", "Vergrößern", "Agrandir", "Ampliar", "Ampliar", "拡大", "放大", "बड़ा करें";
    ZoomOut = "zoom-out": "Zoom out", "Verkleinern", "Réduire", "Reducir", "Reduzir", "縮小", "缩小", "छोटा करें";
    NotDrawn = "not-drawn": "This diagram could not be drawn", "Dieses Diagramm konnte nicht gezeichnet werden",
        "Ce diagramme n’a pas pu être dessiné", "No se pudo dibujar este diagrama", "Não foi possível desenhar este diagrama",
        "この図は描画できませんでした", "无法绘制此图", "यह आरेख नहीं बनाया जा सका";
    Contents = "contents": "Contents", "Inhalt", "Sommaire", "Contenido", "Conteúdo", "目次", "目录", "विषय-सूची";
    // The library as a whole
    Tags = "tags": "Tags", "Schlagwörter", "Mots-clés", "Etiquetas", "Etiquetas", "タグ", "标签", "टैग";
    Owner = "owner": "Owner", "Verantwortlich", "Responsable", "Responsable", "Responsável", "担当", "负责人", "स्वामी";
    LastReviewed = "last-reviewed":
        "Last reviewed", "Zuletzt geprüft", "Dernière relecture", "Última revisión", "Última revisão",
        "最終確認", "上次审核", "पिछली समीक्षा";
    ReviewDue = "review-due":
        "Review due", "Prüfung fällig", "Relecture prévue", "Revisión pendiente", "Revisão prevista",
        "確認期限", "审核到期", "समीक्षा देय";
    Related = "related":
        "Related pages", "Verwandte Seiten", "Pages liées", "Páginas relacionadas", "Páginas relacionadas",
        "関連ページ", "相关页面", "संबंधित पृष्ठ";
    WorksWith = "works-with":
        "Works with", "Passt zu", "Se combine avec", "Combina con", "Combina com",
        "組み合わせ", "可配合", "इसके साथ चलता है";
    SupersededBy = "superseded-by":
        "Superseded by", "Abgelöst durch", "Remplacé par", "Sustituido por", "Substituído por",
        "後継", "已被取代为", "इसकी जगह";
    Needs = "needs": "Needs", "Setzt voraus", "Suppose", "Requiere", "Requer", "前提", "需要", "आवश्यक";
    Names = "names": "Names", "Nennt", "Cite", "Menciona", "Menciona", "言及", "提到", "उल्लेख करता है";
    NamedBy = "named-by":
        "Named by", "Genannt von", "Citée par", "Mencionada por", "Mencionada por",
        "言及元", "被提到于", "इनमें उल्लेख";
    Pattern = "pattern": "Pattern", "Muster", "Patron", "Patrón", "Padrão", "パターン", "模式", "पैटर्न";
    Minutes = "minutes": "Minutes", "Minuten", "Minutes", "Minutos", "Minutos", "分", "分钟", "मिनट";
    Catalog = "catalog": "Catalogue", "Katalog", "Catalogue", "Catálogo", "Catálogo", "カタログ", "目录表", "सूची";
    Filters = "filters": "Filters", "Filter", "Filtres", "Filtros", "Filtros", "絞り込み", "筛选", "फ़िल्टर";
    Find = "find": "Find", "Suchen", "Rechercher", "Buscar", "Buscar", "検索", "查找", "खोजें";
    ShowAll = "show-all": "Show all", "Alle zeigen", "Tout afficher", "Mostrar todo", "Mostrar tudo",
        "すべて表示", "显示全部", "सभी दिखाएँ";
    Shown = "shown":
        "%1 of %2 shown", "%1 von %2 gezeigt", "%1 sur %2 affichés", "%1 de %2 mostrados", "%1 de %2 mostrados",
        "%2 件中 %1 件を表示", "显示 %2 项中的 %1 项", "%2 में से %1 दिखाए गए";
    NoneShown = "none-shown":
        "No page fits this choice.", "Keine Seite passt zu dieser Auswahl.", "Aucune page ne correspond à ce choix.",
        "Ninguna página corresponde a esta selección.", "Nenhuma página corresponde a esta escolha.",
        "条件に合うページはありません。", "没有符合条件的页面。", "इस चयन से कोई पृष्ठ मेल नहीं खाता।";
    DontUse = "dont-use": "Don't use", "Nicht einsetzen", "À éviter", "No usar", "Não usar", "使わない", "不要使用", "उपयोग न करें";
    MoreFilters = "more-filters":
        "More filters", "Weitere Filter", "Plus de filtres", "Más filtros", "Mais filtros",
        "その他の絞り込み", "更多筛选", "और फ़िल्टर";
    Remove = "remove": "Remove", "Entfernen", "Retirer", "Quitar", "Remover", "削除", "移除", "हटाएँ";
    AddPage = "add-page":
        "Add a page", "Seite hinzufügen", "Ajouter une page", "Añadir una página", "Adicionar uma página",
        "ページを追加", "添加页面", "पृष्ठ जोड़ें";
    Scenario = "scenario": "Scenario", "Fall", "Cas", "Caso", "Caso", "状況", "场景", "परिदृश्य";
    Choose = "choose":
        "Choose two to four pages", "Zwei bis vier Seiten wählen", "Choisissez de deux à quatre pages",
        "Elija de dos a cuatro páginas", "Escolha de duas a quatro páginas",
        "2 から 4 ページを選択", "选择两到四个页面", "दो से चार पृष्ठ चुनें";
    Differs = "differs": "differs", "verschieden", "différent", "distinto", "diferente", "相違", "不同", "अलग";
    Score = "score": "Score", "Punkte", "Score", "Puntuación", "Pontuação", "スコア", "得分", "अंक";
    Pages = "pages": "Pages", "Seiten", "Pages", "Páginas", "Páginas", "ページ数", "页数", "पृष्ठ";
    Denied = "denied": "Denied", "Abgelehnt", "Refusés", "Rechazados", "Recusados", "不可", "不通过", "अस्वीकृत";
    Warnings = "warnings": "Warnings", "Warnungen", "Avertissements", "Avisos", "Avisos", "警告数", "警告数", "चेतावनियाँ";
    All = "all": "All", "Alle", "Tous", "Todos", "Todos", "合計", "合计", "सभी";
    WorstPages = "worst-pages":
        "Pages with the lowest score", "Seiten mit den wenigsten Punkten", "Pages au score le plus bas",
        "Páginas con menor puntuación", "Páginas com menor pontuação",
        "スコアの低いページ", "得分最低的页面", "सबसे कम अंक वाले पृष्ठ";
    NotDrawnMore = "not-drawn-more":
        "%1 more pages are not drawn; the list has them.", "%1 weitere Seiten sind nicht gezeichnet; sie stehen in der Liste.",
        "%1 autres pages ne sont pas dessinées ; la liste les contient.",
        "%1 páginas más no se dibujan; están en la lista.", "Mais %1 páginas não são desenhadas; estão na lista.",
        "ほか %1 ページは図にありません。一覧にあります。", "另有 %1 个页面未绘出，见列表。", "%1 और पृष्ठ चित्र में नहीं हैं; वे सूची में हैं।";
    Relations = "relations": "Relations", "Beziehungen", "Relations", "Relaciones", "Relações", "関係", "关系", "संबंध";
    // Kinds of drawings, before what they are about
    Diagram = "diagram": "Diagram", "Diagramm", "Diagramme", "Diagrama", "Diagrama", "図", "图", "आरेख";
    Flowchart = "flowchart": "Flowchart", "Flussdiagramm", "Logigramme", "Diagrama de flujo", "Fluxograma",
        "フローチャート", "流程图", "प्रवाह चार्ट";
    SequenceDiagram = "sequence-diagram": "Sequence diagram", "Sequenzdiagramm", "Diagramme de séquence", "Diagrama de secuencia",
        "Diagrama de sequência", "シーケンス図", "时序图", "अनुक्रम आरेख";
    ClassDiagram = "class-diagram": "Class diagram", "Klassendiagramm", "Diagramme de classes", "Diagrama de clases",
        "Diagrama de classes", "クラス図", "类图", "वर्ग आरेख";
    StateDiagram = "state-diagram": "State diagram", "Zustandsdiagramm", "Diagramme d’états", "Diagrama de estados",
        "Diagrama de estados", "状態遷移図", "状态图", "अवस्था आरेख";
    EntityDiagram = "entity-diagram": "Entity-relationship diagram", "Entity-Relationship-Diagramm", "Diagramme entité-association",
        "Diagrama entidad-relación", "Diagrama entidade-relacionamento", "ER図", "实体关系图", "सत्ता-संबंध आरेख";
    GanttChart = "gantt-chart": "Gantt chart", "Gantt-Diagramm", "Diagramme de Gantt", "Diagrama de Gantt", "Gráfico de Gantt",
        "ガントチャート", "甘特图", "गैंट चार्ट";
    PieChart = "pie-chart": "Pie chart", "Kreisdiagramm", "Camembert", "Gráfico circular", "Gráfico de pizza",
        "円グラフ", "饼图", "पाई चार्ट";
    Chart = "chart": "Chart", "Diagramm", "Graphique", "Gráfico", "Gráfico", "グラフ", "图表", "चार्ट";
    // Behind a number.
    Steps = "steps": "steps", "Schritte", "étapes", "pasos", "passos", "ステップ", "个步骤", "चरण";
    MindMap = "mind-map": "Mind map", "Mindmap", "Carte mentale", "Mapa mental", "Mapa mental", "マインドマップ", "思维导图", "मन मानचित्र";
    Timeline = "timeline": "Timeline", "Zeitstrahl", "Frise chronologique", "Cronología", "Linha do tempo",
        "年表", "时间线", "समयरेखा";
    // The quick reference
    QuickReference = "quick-reference":
        "Quick Reference", "Kurzreferenz", "Aide-mémoire", "Referencia rápida", "Referência rápida",
        "クイックリファレンス", "速查", "त्वरित संदर्भ";
    AtAGlance = "at-a-glance": "At a glance", "Auf einen Blick", "En un coup d’œil", "De un vistazo", "Em resumo",
        "概要", "概览", "एक नज़र में";
    Aspect = "aspect": "Aspect", "Aspekt", "Aspect", "Aspecto", "Aspecto", "項目", "方面", "पहलू";
    Value = "value": "Value", "Wert", "Valeur", "Valor", "Valor", "内容", "内容", "विवरण";
    Solves = "solves": "Solves", "Löst", "Répond à", "Resuelve", "Resolve",
        "解決する問題", "解决的问题", "हल की जाने वाली समस्या";
    Tier = "tier": "Tier", "Stufe", "Niveau", "Nivel", "Nível", "ランク", "等级", "स्तर";
    WhenToUse = "when-to-use": "When to use it", "Wann einsetzen", "Quand l’utiliser", "Cuándo usarlo", "Quando usar",
        "使いどころ", "何时使用", "कब उपयोग करें";
    UseWhen = "use-when": "Use when", "Einsetzen, wenn", "À utiliser si", "Úselo cuando", "Use quando",
        "使うべき場合", "适用场景", "उपयोग करें जब";
    DontUseWhen = "dont-use-when":
        "Don't use when", "Nicht einsetzen, wenn", "À éviter si", "No lo use cuando", "Não use quando",
        "避けるべき場合", "不适用场景", "उपयोग न करें जब";
    Instead = "instead": "Instead", "Stattdessen", "À la place", "En su lugar", "Em vez disso",
        "代替案", "替代方案", "इसके बजाय";
    TradeOffs = "trade-offs":
        "Trade-offs", "Vor- und Nachteile", "Compromis", "Ventajas e inconvenientes", "Vantagens e desvantagens",
        "トレードオフ", "权衡", "लाभ और हानि";
    Pros = "pros": "Pros", "Vorteile", "Avantages", "Ventajas", "Vantagens", "利点", "优点", "लाभ";
    Cons = "cons": "Cons", "Nachteile", "Inconvénients", "Inconvenientes", "Desvantagens", "欠点", "缺点", "हानि";
    Alternatives = "alternatives": "Alternatives", "Alternativen", "Alternatives", "Alternativas", "Alternativas",
        "代替パターン", "替代模式", "विकल्प";
    ModernExamples = "modern-examples":
        "Modern examples", "Aktuelle Beispiele", "Exemples actuels", "Ejemplos actuales", "Exemplos atuais",
        "最近の事例", "现代案例", "आधुनिक उदाहरण";
    Company = "company": "Company", "Unternehmen", "Entreprise", "Empresa", "Empresa", "企業", "公司", "कंपनी";
    Implementation = "implementation":
        "Implementation", "Umsetzung", "Mise en œuvre", "Implementación", "Implementação",
        "実装", "实现", "कार्यान्वयन";
    Scale = "scale": "Scale", "Größenordnung", "Échelle", "Escala", "Escala", "規模", "规模", "पैमाना";
    ProductionChecklist = "production-checklist":
        "Production checklist", "Checkliste für den Produktivbetrieb", "Liste de contrôle pour la production", "Lista de comprobación para producción", "Lista de verificação para produção",
        "本番運用チェックリスト", "生产环境检查清单", "प्रोडक्शन चेकलिस्ट";
    Number = "number": "#", "Nr.", "Nᵒ", "N.º", "N.º", "番号", "序号", "क्र.";
    ToCheck = "to-check": "Check", "Prüfpunkt", "Point à vérifier", "Comprobación", "Verificação",
        "確認項目", "检查项", "जाँच";
    Figure = "figure": "Figure", "Abbildung", "Figure", "Figura", "Figura", "図", "图", "चित्र";
    Table = "table": "Table", "Tabelle", "Tableau", "Tabla", "Tabela", "表", "表", "तालिका";
    // Categories
    Communication = "communication": "Communication", "Kommunikation", "Communication", "Comunicación", "Comunicação",
        "通信", "通信", "संचार";
    Resilience = "resilience": "Resilience", "Resilienz", "Résilience", "Resiliencia", "Resiliência",
        "回復力", "弹性", "लचीलापन";
    DataManagement = "data-management":
        "Data management", "Datenverwaltung", "Gestion des données", "Gestión de datos", "Gestão de dados",
        "データ管理", "数据管理", "डेटा प्रबंधन";
    Scaling = "scaling": "Scaling", "Skalierung", "Passage à l’échelle", "Escalado", "Escalabilidade",
        "スケーリング", "扩展", "स्केलिंग";
    Architecture = "architecture": "Architecture", "Architektur", "Architecture", "Arquitectura", "Arquitetura",
        "アーキテクチャ", "架构", "आर्किटेक्चर";
    Coordination = "coordination": "Coordination", "Koordination", "Coordination", "Coordinación", "Coordenação",
        "協調", "协调", "समन्वय";
    // Difficulties
    Beginner = "beginner": "Beginner", "Einsteiger", "Débutant", "Principiante", "Iniciante",
        "初級", "入门", "शुरुआती";
    Intermediate = "intermediate": "Intermediate", "Mittel", "Intermédiaire", "Intermedio", "Intermediário",
        "中級", "中级", "मध्यम";
    Advanced = "advanced": "Advanced", "Fortgeschritten", "Avancé", "Avanzado", "Avançado",
        "上級", "高级", "उन्नत";
    // Statuses
    Recommended = "recommended": "Recommended", "Empfohlen", "Recommandé", "Recomendado", "Recomendado",
        "推奨", "推荐", "अनुशंसित";
    Stable = "stable": "Stable", "Stabil", "Stable", "Estable", "Estável", "安定", "稳定", "स्थिर";
    UseWithExpertise = "use-with-expertise":
        "Use with expertise", "Nur mit Fachwissen einsetzen", "À utiliser avec expertise", "Usar con experiencia", "Usar com experiência",
        "専門知識が必要", "需具备专业知识", "विशेषज्ञता के साथ उपयोग करें";
    UseWithCaution = "use-with-caution":
        "Use with caution", "Mit Vorsicht einsetzen", "À utiliser avec prudence", "Usar con precaución", "Usar com cautela",
        "注意して使用", "谨慎使用", "सावधानी से उपयोग करें";
    Legacy = "legacy": "Legacy", "Veraltet", "Obsolète", "Heredado", "Legado", "レガシー", "遗留", "पुराना";
    // Relevances
    Mainstream = "mainstream": "Mainstream", "Weit verbreitet", "Répandu", "Generalizada", "Amplamente adotado",
        "主流", "主流", "मुख्यधारा";
    Growing = "growing": "Growing", "Zunehmend", "En progression", "En auge", "Em crescimento",
        "拡大中", "上升", "बढ़ती हुई";
    Declining = "declining": "Declining", "Rückläufig", "En déclin", "En declive", "Em declínio",
        "縮小中", "下降", "घटती हुई";
    Niche = "niche": "Niche", "Nische", "De niche", "De nicho", "De nicho", "ニッチ", "小众", "सीमित";
    // Kinds of admonitions, and their other names
    Note = "note": "Note", "Hinweis", "Note", "Nota", "Nota", "注記", "说明", "नोट";
    Seealso = "seealso": "See also", "Siehe auch", "Voir aussi", "Véase también", "Veja também",
        "関連項目", "另请参阅", "यह भी देखें";
    Abstract = "abstract": "Abstract", "Zusammenfassung", "Résumé", "Resumen", "Resumo", "要旨", "摘要", "सार";
    Summary = "summary": "Summary", "Zusammenfassung", "Résumé", "Resumen", "Resumo", "まとめ", "摘要", "सारांश";
    Tldr = "tldr": "TL;DR", "Kurz gesagt", "En bref", "En pocas palabras", "Em poucas palavras",
        "要約", "要点", "संक्षेप में";
    Info = "info": "Info", "Info", "Info", "Información", "Informação", "情報", "信息", "जानकारी";
    Todo = "todo": "To do", "Zu erledigen", "À faire", "Por hacer", "A fazer", "未完了", "待办", "करना बाकी है";
    Tip = "tip": "Tip", "Tipp", "Astuce", "Consejo", "Dica", "ヒント", "提示", "सुझाव";
    Hint = "hint": "Hint", "Tipp", "Indice", "Pista", "Dica", "ヒント", "提示", "संकेत";
    Important = "important": "Important", "Wichtig", "Important", "Importante", "Importante",
        "重要", "重要", "महत्वपूर्ण";
    Success = "success": "Success", "Erfolg", "Succès", "Éxito", "Sucesso", "成功", "成功", "सफलता";
    Check = "check": "Check", "Geprüft", "Vérifié", "Comprobado", "Verificado", "確認済み", "已检查", "जाँचा हुआ";
    Done = "done": "Done", "Erledigt", "Terminé", "Hecho", "Concluído", "完了", "完成", "पूर्ण";
    Question = "question": "Question", "Frage", "Question", "Pregunta", "Pergunta", "質問", "问题", "प्रश्न";
    Help = "help": "Help", "Hilfe", "Aide", "Ayuda", "Ajuda", "ヘルプ", "帮助", "सहायता";
    Faq = "faq": "FAQ", "Häufige Fragen", "FAQ", "Preguntas frecuentes", "Perguntas frequentes",
        "よくある質問", "常见问题", "अक्सर पूछे जाने वाले प्रश्न";
    Warning = "warning": "Warning", "Warnung", "Avertissement", "Advertencia", "Aviso", "警告", "警告", "चेतावनी";
    Caution = "caution": "Caution", "Vorsicht", "Attention", "Precaución", "Cuidado", "注意", "小心", "सावधान";
    Attention = "attention": "Attention", "Achtung", "Attention", "Atención", "Atenção",
        "注意", "注意", "ध्यान दें";
    Failure = "failure": "Failure", "Fehlschlag", "Échec", "Fallo", "Falha", "失敗", "失败", "विफलता";
    Fail = "fail": "Fail", "Fehlgeschlagen", "Échec", "Fallo", "Falha", "失敗", "失败", "विफल";
    Missing = "missing": "Missing", "Fehlt", "Manquant", "Falta", "Faltando", "不足", "缺失", "अनुपलब्ध";
    Danger = "danger": "Danger", "Gefahr", "Danger", "Peligro", "Perigo", "危険", "危险", "खतरा";
    Error = "error": "Error", "Fehler", "Erreur", "Error", "Erro", "エラー", "错误", "त्रुटि";
    Bug = "bug": "Bug", "Bug", "Bogue", "Error de software", "Bug", "バグ", "缺陷", "बग";
    Example = "example": "Example", "Beispiel", "Exemple", "Ejemplo", "Exemplo", "例", "示例", "उदाहरण";
    Quote = "quote": "Quote", "Zitat", "Citation", "Cita", "Citação", "引用", "引用", "उद्धरण";
    Cite = "cite": "Cite", "Zitat", "Citation", "Cita", "Citação", "引用", "引用", "उद्धरण";
}
