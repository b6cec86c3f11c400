<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>codes</name>
    <message>
        <source>地区</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>县（市）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>乡镇（街道）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>村（社区）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>社区居委会</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>村委会</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>主城区</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>城乡结合区</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>镇中心区</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>镇乡结合区</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>特殊区域</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>乡中心区</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>村庄</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>男</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>女</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>独居</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>空巢</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>留守</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>失能</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>重残</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>计划生育特殊家庭</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>高龄</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>低保特困</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>其他</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>高</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>中</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>低</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>去世</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>迁出</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>入住机构</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>本人退出</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>不再符合条件</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>重复登记</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>上门</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>到服务中心</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>电话</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>视频</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已见面</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已通话</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>他人代答</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>无人应答</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>外出</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>住院已联系</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>本人谢绝</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>紧急处置</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>村（社区）干部</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>社区工作者</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>社工</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>志愿者</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>服务机构</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>未了解</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>正常</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>需关注</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>紧急</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>助餐</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>助浴</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>助洁</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>助医</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>代办</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>维修</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>适老化改造</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>陪伴</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>政策咨询</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>法律援助</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>当场办理</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>转介</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>暂未处理</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>待办</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已办结</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>本人放弃</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>一致</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>出生日期不一致</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>性别不一致</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>出生日期和性别都不一致</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>经办人</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>负责人</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>待核对</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已认可</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已拒绝</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已停用</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message>
        <source>程序出了错，您填写的内容还在，已保存的数据没有变。请重试；仍不行时请把编号 {reference} 告诉县里的技术人员。</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
